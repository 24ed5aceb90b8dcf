import * as fc from 'fast-check';
import { LuDecomposition, Matrix } from 'ml-matrix';
import { factorise } from './lu';

const systems = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const entry = fc.oneof(
    fc.double({ min: -1e3, max: 1e3, noNaN: true }),
    fc.constantFrom(0, 1, -1, 1e-12, 1e12),
  );
  const row = fc.array(entry, { minLength: size, maxLength: size });
  return fc.tuple(fc.array(row, { minLength: size, maxLength: size }), row);
});

it('has the bits of LuDecomposition of ml-matrix', () => {
  let solved = 0;
  fc.assert(
    fc.property(systems, ([rows, right]) => {
      const reference = new LuDecomposition(new Matrix([...rows]));
      if (reference.isSingular()) return;
      solved++;
      expect([...factorise(rows)(right)]).toEqual(reference.solve(Matrix.columnVector(right)).to1DArray());
    }),
  );
  expect(solved).toBeGreaterThan(50);
});

it('solves a system whose rows have to change places', () => {
  const solve = factorise([
    [0, 2, 1],
    [1, 0, 0],
    [0, 0, 4],
  ]);
  expect([...solve([8, 3, 8])]).toEqual([3, 3, 2]);
});

it('gives numbers that are not finite where there is no one solution', () => {
  const solve = factorise([
    [1, 2],
    [2, 4],
  ]);
  expect([...solve([1, 1])].some(Number.isFinite)).toBe(false);
});
