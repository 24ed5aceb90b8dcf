import { allFiniteInFloat32 } from './finite-in-float32';

it('tells numbers that float32 holds from those that it makes infinite', () => {
  const greatest = 3.4028234663852886e38; // (2 − 2⁻²³)·2¹²⁷
  expect(allFiniteInFloat32([0, -greatest, 1e-300])).toBe(true);
  for (const x of [NaN, Infinity, 3.5e38, -1e39]) expect(allFiniteInFloat32([0, x])).toBe(false);
});
