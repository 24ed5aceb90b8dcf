import { countsOf } from './counts';
import { navigation, type BenchSetting } from './setting';

const small: BenchSetting = { ...navigation, tasks: 2, trajectories: 3, steps: 5, hidden: 8 };
const { hidden } = small;
const rows = small.trajectories * small.steps;
/** Weights and biases of three layers, and the logarithms of two standard deviations. */
const dimension = 2 * hidden + hidden + (hidden * hidden + hidden) + (hidden * 2 + 2) + 2;

/** Operations of a product of all rows with all layers' weights, and with those above the first. */
const all = 2 * rows * (2 * hidden + hidden * hidden + hidden * 2);
const above = 2 * rows * (hidden * hidden + hidden * 2);
/** Numbers that one pass reads: outputs of all layers, and of hidden ones. */
const outputs = rows * (hidden + hidden + 2);
const activations = rows * (hidden + hidden);

/** What one task takes for each batch, from the parts that a batch has part in. */
const draw = {
  flops: all,
  // Biases and tanh.
  passed: outputs,
  // θ and observations in, actions' means out.
  copied: dimension + rows * 2 + rows * 2,
  blocks: 0,
};
const gradient = {
  // Back through all layers but the first, and each layer's sum over rows.
  flops: above + all,
  // What drawing left behind put in order; back through tanh; weighted; summed for the biases.
  passed: rows * 2 + outputs + activations + outputs + outputs,
  // θ, slopes and weights in; the outputs and the gradient out.
  copied: 2 * dimension + rows * (2 + 1 + 2),
  blocks: 3,
};
const hessianVectorProduct = {
  // Tangents by both factors, back by both, and each layer's sums by both.
  flops: all + above + 2 * above + all + above,
  // Tangents: biases, tanh. Back: tanh. Both parts weighted, the first also summed for the biases.
  passed: outputs + activations + activations + 2 * outputs + rows * (hidden + 2),
  // θ, direction, slopes' tangents and weights in; the outputs' tangents and the vector out.
  copied: 3 * dimension + rows * (2 + 1 + 2),
  blocks: 2,
};

type Part = typeof draw;

const times = (n: number, part: Part): Part => ({
  flops: n * part.flops,
  passed: n * part.passed,
  copied: n * part.copied,
  blocks: n * part.blocks,
});

const sum = (...parts: readonly Part[]): Part => ({
  flops: parts.reduce((so, { flops }) => so + flops, 0),
  passed: parts.reduce((so, { passed }) => so + passed, 0),
  copied: parts.reduce((so, { copied }) => so + copied, 0),
  blocks: parts.reduce((so, { blocks }) => so + blocks, 0),
});

describe.each([1, 2])('a task with %d inner steps', (innerSteps) => {
  const batches = sum(times(innerSteps + 1, draw), times(innerSteps + 1, gradient));

  it('without debiasing takes one Hessian-vector product a step, and no pass or copy too many', async () => {
    const { flops, passed, copied, blocks } = await countsOf({ ...small, innerSteps });
    const expected = times(small.tasks, sum(batches, times(innerSteps, hessianVectorProduct)));
    expect({ flops, passed, copied, blocks }).toEqual(expected);
  });

  it.each(['first-order', 'first-order-causal', 'leave-one-out-linear'] as const)(
    '%s takes no other product',
    async (debiasing) => {
      const { flops, products } = await countsOf({ ...small, innerSteps, debiasing });
      const without = await countsOf({ ...small, innerSteps });
      expect({ flops, products }).toEqual({ flops: without.flops, products: without.products });
    },
  );

  it('coupled takes two batches and their gradients a step instead', async () => {
    const { flops } = await countsOf({ ...small, innerSteps, debiasing: 'coupled' });
    const instead = times(2 * innerSteps, sum(draw, gradient));
    expect(flops).toBe(small.tasks * sum(batches, instead).flops);
  });
});
