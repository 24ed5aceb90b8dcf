import * as fc from 'fast-check';
import { law, type Law } from './law';
import { blocksFit } from './policy-blocks';
import {
  callsLeaveTheRest,
  initialParametersFit,
  resultsHaveShapes,
  rowsAreIndependent,
  samplesRepeat,
  spacesFit,
} from './policy-calls';
import {
  combinedIsSum,
  curvatureIsHessian,
  manyRowsAreSingleRows,
  scoreHasMeanZero,
  scoreIsGradient,
  scoresAreOneByOne,
  sumsToOne,
} from './policy-differentials';
import {
  judged,
  policyExamples,
  type PolicyExample,
  type PolicyPredicate,
  type PolicySubject,
} from './policy-example';
import { modeIsLikeliest } from './policy-mode';
import {
  discreteSamplesAreLikely,
  everyRowIsDrawn,
  integratesToOne,
  samplesAreIndependent,
  samplesAreLikely,
  samplesFollowDensity,
  samplesFollowProbabilities,
  type SampledPolicy,
} from './sample-laws';
import type { Verdict } from './verdict';

/**
 * The laws of a policy: its three differential operations agree with each other and with finite
 * differences of log π, at actions that the policy takes; `initialize`, `sample` and all results
 * are as `Policy` says; π is normalised and samples come from it. With discrete actions that is
 * computed. Continuous ones are judged by some ten thousand draws an example, whatever the
 * distribution.
 *
 * A sound policy is called broken with probability 10⁻¹⁰ at most for each of some hundred numbers
 * that an example compares. For `likelihood`: under π, the mean over rivals q and shares λ of
 * Π (1 − λ + λ q(a)/π(a)) has an expectation of 1 at most, so it is above 10¹⁰ with probability
 * 10⁻¹⁰ at most (Markov).
 *
 * Differences are judged by the {@link tolerances} of the policy's precision. One whose numbers are
 * large may need others: `policyLaws({ …, tolerance: 1e-7 })`.
 *
 * @throws RangeError if the subject is none: a space lacks a bound, say.
 *
 * @example
 * ```ts
 * import { assertLaw, policyLaws } from '@sgmrl/laws';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * for (const law of policyLaws({ policy: tabularSoftmax(3, 2) })) assertLaw(law, { seed: 1, runs: 20 });
 * ```
 */
export const policyLaws = (given: PolicySubject): readonly Law[] => {
  const subject = judged(given);
  const { policy, actionSpace } = subject;
  const rule = (name: string, statement: string, predicate: PolicyPredicate): Law =>
    law({
      name,
      statement,
      examples: policyExamples(subject),
      predicate: (example) => predicate(subject, example),
    });
  // A smaller example would only make what is wrong harder to see.
  const statistical = (name: string, statement: string, holds: (sampled: SampledPolicy) => Verdict): Law =>
    law({
      name,
      statement,
      examples: fc.noShrink(policyExamples(subject)),
      predicate: (example) => holds(sampled(example)),
    });
  const sampled = ({ parameters, observations, key }: PolicyExample): SampledPolicy => ({
    policy,
    parameters,
    observations: observations.slice(0, 2),
    actionSpace,
    key,
  });
  return [
    rule(
      'initial parameters',
      'initialize gives as many finite numbers as the dimension says, by the key alone',
      initialParametersFit,
    ),
    rule('spaces', 'the policy observes and does what its spaces say', spacesFit),
    rule('blocks', 'the blocks, where given, make up the d numbers of θ', blocksFit),
    rule('mode', 'the mode, where given, is as likely as any action that is drawn', modeIsLikeliest),
    rule('shapes', 'one log π and one action a row, gradients in R^d', resultsHaveShapes),
    rule('calls leave the rest', 'no call changes its arguments or earlier results', callsLeaveTheRest),
    rule('repeatable samples', 'the same key gives the same actions', samplesRepeat),
    rule(
      'independent rows',
      'log π, ∇log π and the action of a row do not depend on the other rows',
      rowsAreIndependent,
    ),
    rule('score', '∇log π is the gradient of log π, in both its operations', scoreIsGradient),
    rule('many rows', 'results for many rows are made of those for single rows', manyRowsAreSingleRows),
    rule('weighted scores', 'weightedScores is weightedScore of each weights', scoresAreOneByOne),
    rule('curvature', '∇²log π is symmetric and the derivative of ∇log π', curvatureIsHessian),
    rule('combined operation', 'curvatureAndScore is the sum of its parts', combinedIsSum),
    statistical('every row', 'each row of a call is drawn from π(a|s), under many keys', everyRowIsDrawn),
    statistical(
      'independent samples',
      'actions of other rows or other keys are uncorrelated',
      samplesAreIndependent,
    ),
    ...(actionSpace.kind === 'discrete'
      ? [
          rule('normalisation', 'Σ_a π(a|s) = 1', sumsToOne(actionSpace.size)),
          rule('mean score', 'E_a[∇log π(a|s)] = 0', scoreHasMeanZero(actionSpace.size)),
          statistical(
            'samples',
            'actions are drawn with their probabilities',
            samplesFollowProbabilities(actionSpace.size),
          ),
          statistical(
            'likelihood',
            'no other probabilities fit the actions far better than π(a|s)',
            discreteSamplesAreLikely(actionSpace.size),
          ),
        ]
      : [
          statistical('normalisation', '∫ π(a|s) da = 1', integratesToOne),
          statistical(
            'samples',
            'actions are drawn from the density π(a|s), up to its factor',
            samplesFollowDensity,
          ),
          statistical(
            'likelihood',
            'no other density fits the actions far better than π(a|s)',
            samplesAreLikely,
          ),
        ]),
  ];
};
