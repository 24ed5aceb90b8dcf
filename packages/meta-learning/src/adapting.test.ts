import { adapt, innerStep, sum } from '@sgmrl/estimators';
import { sgd } from '@sgmrl/optimizers';
import { key } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { adaptOn } from './adapt-on';
import { adaptationPath } from './adaptation-path';
import { adapting } from './adapting';
import { evaluateTask, planEvaluation } from './evaluate';
import { iterate } from './iterate';
import { plan } from './job';
import { ascent } from './outer-update/ascent';
import { proximal } from './outer-update/proximal';
import { run } from './run';
import { initialState } from './state';
import { tabularProblem } from './testing/problems';

const unwrap = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const algorithm = { ...tabularProblem.algorithm, estimator: sum('curvature', 'value') };
const plain = { ...tabularProblem, algorithm };
const problem = { ...plain, learnStepSizes: true as const };
const begun = initialState(problem)(key(1));
const rho = [0.5, -1, 0, 0.25, -0.5, 2];
const state = { ...begun, logStepSizes: rho };

/** θ + α e^ρ ∘ g */
const stepByHand = (theta: Vector, batch: Parameters<ReturnType<typeof innerStep>>[1]) => {
  const one = adapt(plain.policy, algorithm)(innerStep(algorithm)(theta, batch));
  return Array.from(one, (x, i) => theta[i] + Math.exp(rho[i]) * (x - theta[i]));
};

const expectClose = (found: Vector, expected: Vector) => {
  Array.from(expected).forEach((x, i) => {
    expect(found[i]).toBeCloseTo(x, 10);
  });
};

describe('learned step sizes', () => {
  it('begin at that of the algorithm, where θ has the meta-gradient of before to the bit', () => {
    expect(Array.from(begun.logStepSizes ?? [])).toEqual([0, 0, 0, 0, 0, 0]);
    for (const job of plan(problem)(begun)) {
      const { gradient, ...rest } = unwrap(run(problem)(job));
      const { gradient: before, ...same } = unwrap(run(plain)(job));
      expect(gradient).toHaveLength(12);
      expect(Float64Array.from(gradient).slice(0, 6)).toEqual(before);
      expect(rest).toEqual(same);
    }
  });

  it('that are all equal are another α', () => {
    const doubled = { ...begun, logStepSizes: new Float64Array(6).fill(Math.log(2)) };
    const twice = { ...plain, algorithm: { ...algorithm, stepSize: 2 * algorithm.stepSize } };
    for (const job of plan(problem)(doubled)) {
      const { gradient, returns } = unwrap(run(problem)(job));
      const other = unwrap(run(twice)(job));
      expectClose(Float64Array.from(gradient).slice(0, 6), other.gradient);
      expect(returns).toEqual(other.returns);
    }
  });

  it('are those of inner steps: adaptation goes along α e^ρ ∘ g', () => {
    const [job] = planEvaluation(problem)(state, 1, key(2));
    expect(job.logStepSizes).toBe(rho);
    const environment = problem.tasks.environment(job.task);
    const batch = unwrap(collect(environment, problem.policy)(state.parameters, 4, key(3)));
    const adapted = unwrap(adaptOn(problem)(state, batch));
    expectClose(adapted.parameters, stepByHand(state.parameters, batch));
    expect(adapted.logStepSizes).toBe(rho);
    const path = unwrap(adaptationPath(problem, 2)(job));
    expect(path).toHaveLength(3);
    expectClose(path[0], state.parameters);
    // Two steps by hand on the data that the path has drawn
    const at = adapting(problem)(job);
    expectClose(
      at.parametersAt([1, 1, 1, 1, 1, 1]),
      Array.from(state.parameters, (x, i) => x + Math.exp(rho[i] / 2)),
    );
    const unit = initialState(plain)(key(1));
    const plainPath = unwrap(adaptationPath(plain, 1)({ ...job, parameters: unit.parameters }));
    expectClose(
      path[1],
      Array.from(plainPath[0], (x, i) => x + Math.exp(rho[i]) * (plainPath[1][i] - x)),
    );
  });

  it('hold for held-out tasks, whose later steps may have another α', () => {
    const [job] = planEvaluation(problem)(begun, 1, key(2));
    const { logStepSizes, ...same } = job;
    expect(logStepSizes).toEqual(begun.logStepSizes);
    const how = { innerSteps: 2, laterStepSize: 20, trajectories: 100 };
    expect(evaluateTask(problem, how)(job)).toEqual(evaluateTask(plain, how)(same));
    expect(evaluateTask(problem, how)({ ...job, logStepSizes: rho })).not.toEqual(
      evaluateTask(problem, how)(job),
    );
  });

  it('are moved by the outer update with θ, along the mean of the derivatives', async () => {
    const update = ascent(sgd(0.5));
    const learning = { ...problem, update };
    const from = { ...state, optimizer: update.init([]) };
    const gradients = plan(learning)(state).map((job) => unwrap(run(learning)(job)).gradient);
    const [next, metrics] = unwrap(await iterate(learning)(from));
    const mean = Array.from(gradients[0], (_, i) => gradients.reduce((total, g) => total + g[i] / 3, 0));
    expectClose(
      next.parameters,
      Array.from(state.parameters, (x, i) => x + 0.5 * mean[i]),
    );
    expectClose(
      next.logStepSizes ?? [],
      rho.map((x, i) => x + 0.5 * mean[6 + i]),
    );
    expect(next.parameters).toHaveLength(6);
    expect(metrics.gradientNorm).toBeCloseTo(Math.hypot(...mean), 10);
    expect(metrics.parameterNorm).toBeCloseTo(Math.hypot(...Array.from(next.parameters)), 10);
  });

  it('go on from those of another run', () => {
    const from = initialState(problem)(key(9), state);
    expect(from).toMatchObject({ parameters: state.parameters, logStepSizes: rho, iteration: 0 });
    expect(initialState(plain)(key(9), state).logStepSizes).toBeUndefined();
    expect(() => initialState(problem)(key(9), { ...state, logStepSizes: [1] })).toThrow(
      'start: logStepSizes: expected 6 numbers, one a parameter, found 1',
    );
  });

  it('end the iteration where one is no longer a positive number', async () => {
    const leaping = {
      ...problem,
      update: ascent({
        init: () => ({ step: 0, moments: [] }),
        update: (gradient: Vector, memory: { step: number; moments: readonly Vector[] }) => [
          Float64Array.from(gradient, (_, i) => (i === 7 ? -1e4 : 0)),
          memory,
        ],
      }),
    };
    expect(await iterate(leaping)(begun)).toMatchObject({ left: { what: 'step size', iteration: 1 } });
  });

  it('are refused where nothing can learn them, and where the state has none', async () => {
    const asking = { ...problem, update: proximal({ clip: 0.1, klPenalty: 0, steps: 1 }, sgd(1)) };
    expect(() => iterate(asking)).toThrow(
      /^learnStepSizes: update: expected one without a surrogate, found \{/,
    );
    for (const [field, value, expected] of [
      ['innerSteps', 0, 'at least 1'],
      ['stepSize', 0, 'a positive number'],
    ] as const)
      expect(() => run({ ...problem, algorithm: { ...algorithm, [field]: value } })).toThrow(
        `learnStepSizes: ${field}: expected ${expected}, found 0`,
      );
    const [job] = plan(plain)(initialState(plain)(key(1)));
    await expect(iterate(problem)(initialState(plain)(key(1)))).rejects.toThrow(
      'state: logStepSizes: expected some, as the problem learns step sizes, found nothing',
    );
    await expect(iterate(plain)(begun)).rejects.toThrow(
      'state: logStepSizes: expected none, as the problem learns no step sizes, found',
    );
    expect(() => run(problem)(job)).toThrow(
      'logStepSizes: expected those of a state, found none; initialState begins with them',
    );
  });
});
