import { element } from './xml';

it('writes attributes in their order, numbers in full', () => {
  expect(element('geom', { name: 'floor', size: [40, 0.1], solid: true, tilt: Math.PI })).toBe(
    '<geom name="floor" size="40 0.1" solid="true" tilt="3.141592653589793"/>',
  );
});

it('indents what is inside', () => {
  expect(element('a', {}, [element('b', {}, [element('c', {})]), element('d', {})])).toBe(
    '<a>\n  <b>\n    <c/>\n  </b>\n  <d/>\n</a>',
  );
});
