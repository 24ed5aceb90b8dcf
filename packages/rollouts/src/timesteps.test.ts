import { batchOf } from './testing/batches';
import { timesteps } from './timesteps';

it('counts the steps that were taken', () => {
  expect(timesteps(batchOf([[1, 2, 3], [4], [5, 6]], 3))).toBe(6);
});
