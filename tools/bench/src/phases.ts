import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
import { fromSpec, initializeBackend } from '@sgmrl/policies';
import { foldIn, key } from '@sgmrl/prng';
import { collect, stepWeights } from '@sgmrl/rollouts';
import { orThrow } from './or-throw';
import { configOf, type Setting } from './setting';
import { summarize } from './statistics';
import { digits, spread, table } from './table';

/** A part of a task's work. */
interface Phase {
  readonly name: string;
  /** How often a task needs it, for one inner step without debiasing. */
  readonly times: number;
  /** Floating-point operations of its matrix products. */
  readonly flops: number;
  readonly run: (round: number) => unknown;
}

/** Operations of a product with the weights of all layers, for every row of a batch. */
const productFlops = ({
  trajectories,
  steps,
  hidden,
}: Setting): { readonly all: number; readonly inner: number } => {
  const rows = trajectories * steps;
  return {
    all: 2 * rows * (2 * hidden + hidden * hidden + hidden * 2),
    inner: 2 * rows * (hidden * hidden + hidden * 2),
  };
};

const phasesOf = async (setting: Setting): Promise<readonly Phase[]> => {
  const { algorithm, policy: spec } = configOf(setting);
  const tasks = navigation2d({ ...navigation2dDefault, horizon: setting.steps });
  const policy = orThrow(fromSpec(orThrow(await initializeBackend()))(spec, tasks));
  const theta = policy.initialize(key(0));
  const draw = (round: number) =>
    orThrow(
      collect(tasks.environment({ goal: [0.4, 0.3] }), policy)(
        theta,
        setting.trajectories,
        foldIn(key(1), round),
      ),
    );
  const batch = draw(0);
  const weigh = () => stepWeights(algorithm.innerWeights, algorithm.discount)(batch).values;
  const weights = weigh();
  // A product of all layers' weights; of all but the first, where a sweep ends or begins.
  const { all, inner } = productFlops(setting);
  return [
    { name: 'draw a batch', times: setting.innerSteps + 1, flops: all, run: draw },
    { name: 'weigh its steps', times: setting.innerSteps + 1, flops: 0, run: weigh },
    {
      name: 'policy gradient',
      times: setting.innerSteps + 1,
      flops: 2 * all + inner,
      run: () => policy.weightedScore(theta, batch, weights),
    },
    {
      name: 'Hessian-vector product',
      times: setting.innerSteps,
      flops: 3 * all + 5 * inner,
      run: () => policy.hessianVectorProduct(theta, batch, weights, theta),
    },
    {
      name: 'log-probability',
      times: 0,
      flops: all,
      run: () => policy.logProbability(theta, batch),
    },
  ];
};

/** The parts of one task's work, each alone in this process; they take turns. */
export const phases = async (
  setting: Setting,
  rounds: number,
  print: (text: string) => void,
): Promise<void> => {
  const parts = (await phasesOf(setting)).map((phase) => ({ phase, milliseconds: new Array<number>() }));
  for (let round = 0; round < rounds; round++) {
    for (const { phase, milliseconds } of parts) {
      const started = performance.now();
      phase.run(round);
      milliseconds.push(performance.now() - started);
    }
  }
  print(
    table(
      'The parts of a task (a batch of 2,000 rows), 1 worker',
      ['part', 'times a task', 'ms', 'ms an iteration', 'GFLOP/s of its products'],
      parts.map(({ phase: { name, times, flops }, milliseconds }) => {
        const summary = summarize(milliseconds);
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
