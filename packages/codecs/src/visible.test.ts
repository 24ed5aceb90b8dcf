import fc from 'fast-check';
import { visible, visibleName } from './visible';

const harmful = [
  ...Array.from({ length: 32 }, (_, i) => i).filter((code) => code !== 9 && code !== 10),
  ...Array.from({ length: 33 }, (_, i) => 0x7f + i),
  ...[0xad, 0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d],
  ...[0x202e, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0xd800, 0xe0001, 0xe0041],
].map((code) => String.fromCodePoint(code));

it.each(harmful)('escapes %j', (character) => {
  const shown = visible(`a${character}b`);
  expect(shown).toMatch(/^a(\\u[0-9a-f]{4})+b$/);
  expect(JSON.parse(`"${shown}"`)).toBe(`a${character}b`);
});

it('leaves what can be seen as it is, and lines of a text', () => {
  const text = 'return 1.82 → 5.23\tζ = 3, ‖∇V‖², Ĵ\nä 漢字 🎉 │ █';
  expect(visible(text)).toBe(text);
  expect(visibleName('a\nb\tc')).toBe('a\\u000ab\\u0009c');
});

it('shows nothing that needs to be shown again, and keeps JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(visible(visible(text))).toBe(visible(text));
      expect(JSON.parse(visible(JSON.stringify({ text })))).toEqual({ text });
    }),
  );
});
