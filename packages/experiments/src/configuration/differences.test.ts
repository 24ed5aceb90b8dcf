import { differences } from './differences';

it('names each place at which plain data differ, with what both hold', () => {
  expect(differences({ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 3], d: null } })).toEqual([
    'b.c.1 is 2, not 3',
    'b.d is nothing, not null',
  ]);
  expect(differences({ a: [1] }, { a: [1] })).toEqual([]);
});

it('tells zeros of both signs apart, and no NaN from another', () => {
  expect(differences({ a: 0 }, { a: -0 })).toHaveLength(1);
  expect(differences({ a: NaN }, { a: NaN })).toEqual([]);
});

it('cuts what is long', () => {
  const [text] = differences({ a: 'x'.repeat(200) }, { a: 'y' });
  expect(text).toBe(`a is "${'x'.repeat(79)}…, not "y"`);
});

it('begins at the path that it is given', () => {
  expect(differences(1, 2, 'select.field')).toEqual(['select.field is 1, not 2']);
});
