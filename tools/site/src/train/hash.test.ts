import { createHash } from 'node:crypto';
import { hashOf } from './hash';

it('is the SHA-256 of the numbers as float64, little-endian', () => {
  const parameters = [1, -0, 1 / 3, 5e-324];
  const bytes = Buffer.alloc(8 * parameters.length);
  parameters.forEach((x, i) => bytes.writeDoubleLE(x, 8 * i));
  expect(hashOf(parameters)).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(hashOf([0])).not.toBe(hashOf([-0]));
});
