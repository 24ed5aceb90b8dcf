import { describeNonFinite, nonFiniteAdaptation, nonFiniteVector } from './non-finite';

const names = { tasks: { name: 'heat' }, policy: { name: 'linear' } };

it('names every place that is known', () => {
  const cause = { kind: 'non-finite-rollout', what: 'reward', trajectory: 4, step: 7, found: NaN } as const;
  expect(describeNonFinite(nonFiniteAdaptation(12, 3, names)({ batch: 2, cause }))).toBe(
    'Expected finite numbers, found a reward that is NaN or infinite at iteration 12, task 3, batch 2, trajectory 4, step 7, from environment heat.',
  );
  const beyond = { ...cause, what: 'observation', found: 1e39, entry: 2 } as const;
  expect(describeNonFinite(nonFiniteAdaptation(12, 3, names)({ batch: 2, cause: beyond }))).toBe(
    'Expected finite numbers, found an observation of 1e+39, which is infinite in float32, at iteration 12, task 3, batch 2, trajectory 4, step 7, entry 2, from environment heat.',
  );
  const wild = { ...cause, what: 'action', found: Infinity, entry: 0 } as const;
  expect(describeNonFinite(nonFiniteAdaptation(12, 3, names)({ batch: 2, cause: wild }))).toBe(
    'Expected finite numbers, found an action that is NaN or infinite at iteration 12, task 3, batch 2, trajectory 4, step 7, entry 0, from policy linear.',
  );
  expect(describeNonFinite(nonFiniteVector('gradient', 12, undefined))).toBe(
    'Expected finite numbers, found a gradient that is NaN or infinite at iteration 12.',
  );
  expect(describeNonFinite(nonFiniteVector('direction', 12, undefined))).toBe(
    'Expected finite numbers, found a direction of the trust region that is NaN or infinite at iteration 12.',
  );
  // Held-out tasks belong to no iteration.
  expect(describeNonFinite(nonFiniteAdaptation(0, 3, names)({ batch: 1, cause: 'parameters' }))).toBe(
    'Expected finite numbers, found parameters that are NaN or infinite in the precision of the policy at held-out task 3, batch 1.',
  );
});
