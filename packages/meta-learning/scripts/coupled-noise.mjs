/**
 * How noisy a coupled difference is, against ε: the table of docs/results/coupled-noise.md. Writes
 * Markdown to standard output: `node packages/meta-learning/scripts/coupled-noise.mjs`.
 *
 * At fixed θ and λ it takes the standard deviation, over keys, of what a term adds to λ in one inner
 * step: the root of the sum of the variances of its entries.
 */
import { linearQuadratic, linearQuadraticDefault, randomTabular } from '@sgmrl/environments';
import {
  coupled,
  defaultSettings,
  innerStep,
  metaGradient,
  metaGradientWith,
  policyGradient,
  sum,
} from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key, normal } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';

const right = (either) => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

const trajectories = 20;
const settings = { ...defaultSettings, stepSize: 0.1, discount: 0.99, trajectories };
const keys = Array.from({ length: 400 }, (_, i) => foldIn(key(11), i));
const epsilons = [0.01, 0.03, 0.1, 0.3, 1];

const deviation = (vectors) => {
  const n = vectors.length;
  const variances = Array.from(vectors[0], (_, i) => {
    const mean = vectors.reduce((total, x) => total + x[i], 0) / n;
    return vectors.reduce((total, x) => total + (x[i] - mean) ** 2, 0) / (n - 1);
  });
  return Math.sqrt(variances.reduce((a, b) => a + b, 0));
};

const noiseOf = ({ environment, policy, theta, lambda }) => {
  const draw = (parameters, root) => right(collect(environment, policy)(parameters, trajectories, root));
  const stepOf = (parameters, root) => innerStep(settings)(parameters, draw(parameters, root));
  const outer = { scale: 1, gradient: lambda, value: 0, valueAbove: () => 0, gradientAt: () => lambda };
  const added = (gradient) => Float64Array.from(gradient, (x, i) => x - lambda[i]);
  const onData = (estimator) => {
    const estimate = metaGradient(policy, { ...settings, estimator });
    return deviation(keys.map((root) => added(estimate({ steps: [stepOf(theta, root)], outer }))));
  };
  const difference = (epsilon, keyOf) => {
    const estimate = metaGradientWith(policy, { ...settings, estimator: coupled(epsilon) });
    const steps = [stepOf(theta, key(0))];
    return deviation(
      keys.map((root) => {
        let side = 0;
        const redraw = (_t, parameters) => {
          const { batch, weights } = stepOf(parameters, keyOf(root, side++));
          const gradient = policyGradient(policy)(parameters, batch, weights.values);
          return { _tag: 'Right', right: { gradient, drawn: undefined } };
        };
        return added(right(estimate(redraw)({ steps, outer })).gradient);
      }),
    );
  };
  // From the data of the step itself, drawn with the same random numbers.
  const oneSided = (epsilon) => {
    const size = Math.hypot(...lambda);
    const gradientAt = (parameters, root) => {
      const { batch, weights } = stepOf(parameters, root);
      return policyGradient(policy)(parameters, batch, weights.values);
    };
    const above = Array.from(theta, (x, i) => x + (epsilon * lambda[i]) / size);
    return deviation(
      keys.map((root) => {
        const [one, other] = [gradientAt(above, root), gradientAt(theta, root)];
        return Float64Array.from(one, (x, i) => (settings.stepSize * size * (x - other[i])) / epsilon);
      }),
    );
  };
  return {
    oneSided: epsilons.map(oneSided),
    onData: onData(sum('curvature', 'leave-one-out-linear')),
    maml: onData('curvature'),
    common: epsilons.map((epsilon) => difference(epsilon, (root) => root)),
    own: epsilons.map((epsilon) => difference(epsilon, foldIn)),
  };
};

const discrete = (actions) => {
  const size = { states: 3, actions, horizon: 10 };
  const tasks = randomTabular({ kind: 'random-tabular', ...size });
  return {
    environment: tasks.environment(tasks.sample(key(2))),
    policy: tabularSoftmax(3, actions),
    theta: Array.from(normal(key(3), 3 * actions)),
    lambda: Array.from(normal(key(4), 3 * actions)),
  };
};

const continuous = () => {
  const tasks = linearQuadratic(linearQuadraticDefault);
  return {
    environment: tasks.environment({ goal: [0.5, -0.3], gain: 0.15 }),
    policy: gaussianMlp(backend)({
      observationSize: 2,
      actionSize: 2,
      hidden: [],
      activation: 'tanh',
      initialLogStd: 0,
    }),
    theta: [-0.5, 0.1, 0, -0.5, 0.3, -0.2, -0.2, -0.2],
    lambda: Array.from(normal(key(4), 8)),
  };
};

const backend = right(await initializeBackend());
const problems = {
  'two actions': discrete(2),
  'five actions': discrete(5),
  'linear-quadratic': continuous(),
};

const cell = (x) => x.toPrecision(2);
const lines = Object.entries(problems).flatMap(([name, problem]) => {
  const { onData, maml, common, own, oneSided } = noiseOf(problem);
  return [
    `| ${name}, the same | ${common.map(cell).join(' | ')} | ${cell(onData)} | ${cell(maml)} |`,
    `| ${name}, the same, one-sided | ${oneSided.map(cell).join(' | ')} | | |`,
    `| ${name}, their own | ${own.map(cell).join(' | ')} | | |`,
  ];
});
process.stdout.write(
  [
    `| random numbers of the two sides | ${epsilons.map((e) => `ε = ${e}`).join(' | ')} | curvature + leave-one-out-linear | curvature |`,
    `| --- | ${epsilons.map(() => '---').join(' | ')} | --- | --- |`,
    ...lines,
    '',
  ].join('\n'),
);
