import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
import { builtIn } from '@sgmrl/experiments';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key } from '@sgmrl/prng';
import { collect, stepWeights } from '@sgmrl/rollouts';
import { orThrow } from './or-throw';
import { algorithmFor, configOf, type BenchSetting } from './setting';
import { summarize } from './statistics';
import { digits, spread, table } from './table';

/** A part of a task's work. */
interface Phase {
  readonly name: string;
  /** How often a task needs it, for one inner step without debiasing. */
  readonly times: number;
  /** Floating-point operations of its matrix products. */
  readonly flops: number;
}

/** Measures f under a phase's name. */
type Timed = <A>(name: string, f: () => A) => A;

/** Operations of a product with the weights of all layers, for every row of a batch. */
const productFlops = ({
  trajectories,
  steps,
  hidden,
}: BenchSetting): { readonly all: number; readonly inner: number } => {
  const rows = trajectories * steps;
  return {
    all: 2 * rows * (2 * hidden + hidden * hidden + hidden * 2),
    inner: 2 * rows * (hidden * hidden + hidden * 2),
  };
};

/**
 * Parts that follow each other on one batch: what a policy keeps from one for the next counts where
 * it is made.
 */
const phasesOf = (setting: BenchSetting): readonly Phase[] => {
  // A product of all layers' weights; of all but the first, where a sweep ends or begins.
  const { all, inner } = productFlops(setting);
  return [
    { name: 'draw a batch', times: setting.innerSteps + 1, flops: all },
    { name: 'weigh its steps', times: setting.innerSteps + 1, flops: 0 },
    { name: 'policy gradient', times: setting.innerSteps + 1, flops: all + inner },
    { name: 'Hessian-vector product', times: setting.innerSteps, flops: 2 * all + 4 * inner },
    { name: 'log-probability', times: 0, flops: all },
  ];
};

/** One pass through the phases, at parameters that the policy has not met. */
const passOf = async (setting: BenchSetting): Promise<(round: number, timed: Timed) => void> => {
  const { policy: spec } = configOf(setting);
  const algorithm = algorithmFor(setting);
  const tasks = navigation2d({ ...navigation2dDefault, horizon: setting.steps });
  const policy = orThrow(builtIn.policies[spec.kind].build(orThrow(await initializeBackend()), spec, tasks));
  const draw = collect(tasks.environment({ goal: [0.4, 0.3] }), policy);
  const weigh = stepWeights(algorithm.innerWeights, algorithm.discount);
  return (round, timed) => {
    const theta = policy.initialize(key(round));
    const other = policy.initialize(key(-1 - round));
    const batch = timed('draw a batch', () =>
      orThrow(draw(theta, setting.trajectories, foldIn(key(1), round))),
    );
    const { values } = timed('weigh its steps', () => weigh(batch));
    const gradient = timed('policy gradient', () => policy.weightedScore(theta, batch, values));
    timed('Hessian-vector product', () => policy.hessianVectorProduct(theta, batch, values, gradient));
    timed('log-probability', () => policy.logProbability(other, batch));
  };
};

/** The parts of one task's work, one after another in this process. */
export const phases = async (
  setting: BenchSetting,
  rounds: number,
  print: (text: string) => void,
): Promise<void> => {
  const pass = await passOf(setting);
  const milliseconds = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    pass(round, (name, f) => {
      const started = performance.now();
      const result = f();
      milliseconds.set(name, [...(milliseconds.get(name) ?? []), performance.now() - started]);
      return result;
    });
  }
  print(
    table(
      'The parts of a task (a batch of 2,000 rows), 1 worker',
      ['part', 'times a task', 'ms', 'ms an iteration', 'GFLOP/s of its products'],
      phasesOf(setting).map(({ name, times, flops }) => {
        const summary = summarize(milliseconds.get(name) ?? []);
        return [
          name,
          String(times),
          spread(summary),
          digits(summary.median * times * setting.tasks),
          flops === 0 ? '' : digits(flops / summary.median / 1e6),
        ];
      }),
    ),
  );
};
