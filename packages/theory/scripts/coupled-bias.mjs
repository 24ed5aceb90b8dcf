/**
 * How far from the derivative a coupled difference is in the mean, against ε: the second table of
 * docs/results/coupled-noise.md, at the same θ, λ and α as the first. Writes Markdown to standard
 * output: `node packages/theory/scripts/coupled-bias.mjs`.
 *
 * Exact: weights are rewards-to-go, so E[g] is ∇J, by dynamic programming or in closed form.
 */
import { linearQuadraticDefault, linearQuadraticReturn, randomTabular } from '@sgmrl/environments';
import { key, normal } from '@sgmrl/prng';
import { returnGradient } from '@sgmrl/theory';

const stepSize = 0.1;
const discount = 0.99;
const epsilons = [0.01, 0.03, 0.1, 0.3, 1];

const discrete = (actions) => {
  const tasks = randomTabular({ kind: 'random-tabular', states: 3, actions, horizon: 10 });
  const gradient = returnGradient(tasks.sample(key(2)), discount);
  return {
    field: (theta) => gradient(theta).gradient,
    theta: Array.from(normal(key(3), 3 * actions)),
    lambda: Array.from(normal(key(4), 3 * actions)),
  };
};

const continuous = () => {
  const at = linearQuadraticReturn(linearQuadraticDefault, { goal: [0.5, -0.3], gain: 0.15 }, discount);
  return {
    field: (theta) => at(theta).gradient,
    theta: [-0.5, 0.1, 0, -0.5, 0.3, -0.2, -0.2, -0.2],
    lambda: Array.from(normal(key(4), 8)),
  };
};

const problems = {
  'two actions': discrete(2),
  'five actions': discrete(5),
  'linear-quadratic': continuous(),
};

const distance = (x, y) => Math.hypot(...Array.from(x, (entry, i) => entry - y[i]));

/** α‖λ‖ (F(θ + a λ̂) − F(θ + b λ̂))/(a − b) */
const added = ({ field, theta, lambda }, a, b) => {
  const size = Math.hypot(...lambda);
  const [above, below] = [a, b].map((by) => field(theta.map((x, i) => x + (by * lambda[i]) / size)));
  return Array.from(above, (x, i) => (stepSize * size * (x - below[i])) / (a - b));
};

const sides = {
  'both sides': (epsilon) => [epsilon, -epsilon],
  'one-sided': (epsilon) => [epsilon, 0],
};

// Near enough: the fourth order of 10⁻³.
const derivative = (problem) => {
  const [fine, coarse] = [1e-3, 2e-3].map((step) => added(problem, step, -step));
  return fine.map((x, i) => (4 * x - coarse[i]) / 3);
};

const lines = Object.entries(problems).flatMap(([name, problem]) => {
  const exact = derivative(problem);
  const row = (of) => epsilons.map((epsilon) => distance(added(problem, ...of(epsilon)), exact));
  return Object.entries(sides).map(
    ([which, of]) =>
      `| ${name}, ${which} | ${row(of)
        .map((x) => x.toPrecision(2))
        .join(' | ')} |`,
  );
});
process.stdout.write(
  [
    `| difference | ${epsilons.map((epsilon) => `ε = ${epsilon}`).join(' | ')} |`,
    `| --- | ${epsilons.map(() => '---').join(' | ')} |`,
    ...lines,
    '',
  ].join('\n'),
);
