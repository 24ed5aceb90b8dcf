import { contains, vectorLength } from '@sgmrl/environments';
import { foldIn } from '@sgmrl/prng';
import { matrixFromRows } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { PolicyPredicate } from './policy-example';
import { drawInTurns, rowsOf } from './sampled-actions';
import { bothHold, forEvery, holds, verdict } from './verdict';

/** Draws for each observation; the one next to the true mode tells a mode that is elsewhere. */
const drawsEach = 1024;

/**
 * Where a policy says its mode, that is one action for each row, and no draw has a greater
 * log π(a|s). A sound policy is never called broken.
 */
export const modeIsLikeliest: PolicyPredicate = (subject, { parameters, observations, key }) => {
  const { policy, actionSpace, tolerance } = subject;
  if (policy.mode === undefined) return holds;
  const found = policy.mode(parameters, matrixFromRows(observations));
  const [rows, columns] = [observations.length, vectorLength(actionSpace)];
  const fits = verdict(
    found.rows === rows && found.columns === columns && found.data.length === rows * columns,
    () =>
      `mode: expected ${String(rows)} × ${String(columns)}, found ${String(found.rows)} × ${String(found.columns)} with ${String(found.data.length)} numbers`,
  );
  return bothHold(fits, () => {
    const modes = rowsOf(found);
    const drawn = drawInTurns(policy, parameters, observations, drawsEach, foldIn(key, 5));
    const turn = (k: number): number => k % rows;
    const logs = (actions: readonly (readonly number[])[]) =>
      policy.logProbability(parameters, {
        observations: matrixFromRows(actions.map((_, k) => observations[turn(k)])),
        actions: matrixFromRows(actions),
      });
    const areActions = forEvery(modes, (mode) =>
      verdict(
        actionSpace.kind === 'box' ? mode.every(Number.isFinite) : contains(actionSpace, mode),
        () => `mode: ${fc.stringify(mode)} is no action of ${fc.stringify(actionSpace)}`,
      ),
    );
    return bothHold(areActions, () => {
      const [greatest, others] = [logs(modes), logs(drawn)];
      return forEvery(drawn, (action, k) => {
        const [most, log] = [greatest[turn(k)], others[k]];
        return verdict(
          most >= log - tolerance * (1 + Math.abs(log)),
          () =>
            `at observation ${fc.stringify(observations[turn(k)])}: log π is ${String(most)} at the mode ${fc.stringify(modes[turn(k)])} and ${String(log)} at the action ${fc.stringify(action)}`,
        );
      });
    });
  });
};
