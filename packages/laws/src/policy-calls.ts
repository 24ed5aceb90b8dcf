import { contains, vectorLength } from '@sgmrl/environments';
import { checkSpaces } from '@sgmrl/policies';
import { foldIn } from '@sgmrl/prng';
import { matrixFromRows, type Matrix, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { dataOf, near, type PolicyExample, type PolicyPredicate, type JudgedPolicy } from './policy-example';
import { rowsOf } from './sampled-actions';
import { sameData } from './same-data';
import { bothHold, forEvery, holds, verdict, type Verdict } from './verdict';

/** The policy says the spaces that it is for. */
export const spacesFit: PolicyPredicate = ({ policy, observationSpace, actionSpace }) => {
  checkSpaces(policy, { observationSpace, actionSpace });
  return holds;
};

/** `initialize` gives d finite numbers, which depend on the key alone. */
export const initialParametersFit: PolicyPredicate = ({ policy }, { key }) => {
  const { dimension } = policy;
  const first = policy.initialize(key);
  const before = Array.from(first);
  policy.initialize(foldIn(key, 1));
  const after = Array.from(first);
  const again = Array.from(policy.initialize(key));
  const checks: readonly (() => Verdict)[] = [
    () =>
      verdict(
        Number.isInteger(dimension) && dimension >= 0 && before.length === dimension,
        () => `expected ${String(dimension)} numbers, the dimension, found ${String(before.length)}`,
      ),
    () => verdict(before.every(Number.isFinite), () => `not all finite: ${fc.stringify(before)}`),
    () =>
      verdict(
        sameData(before, after),
        () => `${fc.stringify(before)} became ${fc.stringify(after)} when others were drawn`,
      ),
    () =>
      verdict(
        sameData(before, again),
        () => `one key gives ${fc.stringify(before)} and then ${fc.stringify(again)}`,
      ),
  ];
  return forEvery(checks, (check) => check());
};

const lengthIs = (what: string, found: Vector, expected: number): Verdict =>
  verdict(
    found.length === expected && Array.from(found).every((x) => typeof x === 'number'),
    () => `${what}: expected ${String(expected)} numbers, found ${fc.stringify(found)}`,
  );

const shapeIs = (what: string, { rows, columns, data }: Matrix, expected: readonly number[]): Verdict =>
  verdict(
    rows === expected[0] && columns === expected[1] && data.length === rows * columns,
    () =>
      `${what}: expected ${expected.join(' × ')}, found ${String(rows)} × ${String(columns)} with ${String(data.length)} numbers`,
  );

/** Results have the shapes that `Policy` says, and discrete actions are indices. */
export const resultsHaveShapes: PolicyPredicate = (subject, example) => {
  const { policy, actionSpace } = subject;
  const { parameters, observations, key, weights, v } = example;
  const { dimension } = policy;
  const k = observations.length;
  const sampled = policy.sample(parameters, matrixFromRows(observations), key);
  const shapes = bothHold(shapeIs('sample', sampled, [k, vectorLength(actionSpace)]), () =>
    forEvery(rowsOf(sampled), (action) =>
      verdict(
        actionSpace.kind === 'box' ? action.every(Number.isFinite) : contains(actionSpace, action),
        () => `drew ${fc.stringify(action)}, no action of ${fc.stringify(actionSpace)}`,
      ),
    ),
  );
  return bothHold(shapes, () => {
    const data = dataOf(subject, example);
    const checks: readonly (() => Verdict)[] = [
      () => lengthIs('logProbability', policy.logProbability(parameters, data), k),
      () => lengthIs('directionalDerivative', policy.directionalDerivative(parameters, data, v), k),
      () => lengthIs('weightedScore', policy.weightedScore(parameters, data, weights), dimension),
      () =>
        lengthIs(
          'hessianVectorProduct',
          policy.hessianVectorProduct(parameters, data, weights, v),
          dimension,
        ),
    ];
    return forEvery(checks, (check) => check());
  });
};

/** Every operation once, on these arguments. */
const everyResult = (
  { policy }: JudgedPolicy,
  { key, weights, v }: Pick<PolicyExample, 'key' | 'weights' | 'v'>,
  parameters: Vector,
  data: ReturnType<typeof dataOf>,
): readonly unknown[] => [
  policy.initialize(key),
  policy.sample(parameters, data.observations, key),
  policy.mode?.(parameters, data.observations),
  policy.logProbability(parameters, data),
  policy.weightedScore(parameters, data, weights),
  policy.weightedScores(parameters, data, [weights, v.length > 0 ? weights.map((w) => w + 1) : weights]),
  policy.directionalDerivative(parameters, data, v),
  policy.hessianVectorProduct(parameters, data, weights, v),
  policy.curvatureAndScore(parameters, data, weights, v, (d) => d),
];

/** No operation changes its arguments, and no later call what an earlier one returned. */
export const callsLeaveTheRest: PolicyPredicate = (subject, example) => {
  const data = dataOf(subject, example);
  const { key, weights, v, u } = example;
  const inputs = {
    parameters: Float64Array.from(example.parameters),
    data,
    weights: [...weights],
    v: [...v],
  };
  const before = structuredClone(inputs);
  const results = everyResult(subject, { key, ...inputs }, inputs.parameters, inputs.data);
  const returned = structuredClone(results);
  const others = { key: foldIn(key, 1), weights: weights.map((w) => 1 - w), v: u };
  everyResult(subject, others, Float64Array.from(u), {
    observations: data.observations,
    actions: data.actions,
  });
  return bothHold(
    verdict(
      sameData(before, inputs),
      () => `arguments were ${fc.stringify(before)} and became ${fc.stringify(inputs)}`,
    ),
    () =>
      verdict(
        sameData(returned, results),
        () => `results were ${fc.stringify(returned)} and became ${fc.stringify(results)}`,
      ),
  );
};

/** The same key gives the same actions. */
export const samplesRepeat: PolicyPredicate = ({ policy }, { parameters, observations, key }) => {
  const draw = (): readonly number[] =>
    Array.from(policy.sample(parameters, matrixFromRows(observations), key).data);
  const [first, second] = [draw(), draw()];
  return verdict(sameData(first, second), () => `${fc.stringify(first)} and ${fc.stringify(second)}`);
};

/**
 * log π and ⟨∇log π, v⟩ of a row do not depend on the others, nor does its action, but for its
 * place.
 */
export const rowsAreIndependent: PolicyPredicate = (subject, example) => {
  const { policy, tolerance } = subject;
  const { parameters, observations, key, v } = example;
  const data = dataOf(subject, example);
  const actions = rowsOf(data.actions);
  const alone = observations.map((observation, k) => ({
    observations: matrixFromRows([observation]),
    actions: matrixFromRows([actions[k]]),
  }));
  const sample = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    rowsOf(policy.sample(parameters, matrixFromRows(rows), key));
  const [first] = observations;
  const last = observations[observations.length - 1];
  const together = sample(observations);
  const checks: readonly (() => Verdict)[] = [
    () =>
      near(
        'log π of rows together and alone',
        policy.logProbability(parameters, data),
        alone.map((row) => policy.logProbability(parameters, row)[0]),
        tolerance,
      ),
    () =>
      near(
        '⟨∇log π, v⟩ of rows together and alone',
        policy.directionalDerivative(parameters, data, v),
        alone.map((row) => policy.directionalDerivative(parameters, row, v)[0]),
        tolerance,
      ),
    () => near('the first action together and alone', sample([first])[0], together[0], tolerance),
    () =>
      near(
        'the last action after other rows',
        sample(observations.map(() => last))[observations.length - 1],
        together[observations.length - 1],
        tolerance,
      ),
  ];
  return forEvery(checks, (check) => check());
};
