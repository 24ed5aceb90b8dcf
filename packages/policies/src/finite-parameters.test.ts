import { areFiniteFor } from './finite-parameters';

const greatest = 3.4028234663852886e38; // (2 − 2⁻²³)·2¹²⁷

it('tells parameters that float32 holds from those that it makes infinite', () => {
  expect(areFiniteFor({ precision: 'float32' }, [0, -greatest, 1e-300])).toBe(true);
  for (const x of [NaN, Infinity, 3.5e38, -1e39])
    expect(areFiniteFor({ precision: 'float32' }, [0, x])).toBe(false);
});

it('takes every finite number where a policy computes in float64', () => {
  expect(areFiniteFor({ precision: 'float64' }, [-1e39, Number.MAX_VALUE])).toBe(true);
  for (const x of [NaN, Infinity]) expect(areFiniteFor({ precision: 'float64' }, [0, x])).toBe(false);
});
