import { canonicalJson } from './canonical-json';

describe('canonicalJson', () => {
  it('does not depend on the order of fields, but on that of elements', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[2,1,{"c":"x","d":null}]}',
    );
  });
});
