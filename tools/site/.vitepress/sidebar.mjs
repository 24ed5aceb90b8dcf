const named = (items) => items.map(([text, link]) => ({ text, link }));

const start = {
  text: 'Start here',
  items: named([
    ['Overview', '/overview'],
    ['Pick a package', '/docs/pick-a-package'],
    ['Test your estimator', '/docs/test-your-estimator'],
    ['Reason about a variant', '/docs/reason-about-a-variant'],
    ['Train and compare', '/docs/train-and-compare'],
    ['Playground: bias, exactly', '/playground'],
    ['Playground: train', '/train'],
  ]),
};

const guides = {
  text: 'Guides',
  items: named([
    ['Bring your own', '/docs/bring-your-own'],
    ['Comparing algorithms', '/docs/comparison'],
    ['Performance', '/docs/performance'],
    ['The command', '/packages/cli/'],
  ]),
};

const concepts = {
  text: 'Concepts',
  items: named([
    ['All estimators', '/docs/estimators'],
    ['Theory, notation', '/docs/theory/'],
    ['The meta-gradient', '/docs/theory/meta-gradient'],
    ['Leave-one-out', '/docs/theory/leave-one-out'],
    ['Second order', '/docs/theory/second-order'],
    ['Common random numbers', '/docs/theory/coupled'],
    ['Outer updates', '/docs/theory/outer-updates'],
    ['Step sizes', '/docs/theory/step-sizes'],
    ['Exact bias and variance', '/docs/theory/exact-moments'],
    ['Constants', '/docs/theory/constants'],
    ['Convergence', '/docs/theory/convergence'],
  ]),
};

const results = {
  text: 'Results',
  items: named([
    ['2-D navigation', '/docs/results/navigation-2d'],
    ['With a trust region', '/docs/results/navigation-2d-trpo'],
    ['HalfCheetah', '/docs/results/half-cheetah'],
    ['A corridor', '/docs/results/corridor'],
    ['Four corners', '/docs/results/four-corners'],
    ['Sparse navigation', '/docs/results/sparse-navigation'],
    ['Which runs go astray', '/docs/results/step-size'],
    ['Variance', '/docs/results/variance'],
    ['Coupled rollouts', '/docs/results/coupled-noise'],
    ['Convergence', '/docs/results/convergence'],
  ]),
};

const project = {
  text: 'The project',
  items: named([
    ['All documents, decisions', '/docs/'],
    ['Architecture', '/docs/architecture'],
    ['Packages', '/packages/'],
    ['Reference', '/api/'],
    ['Dependencies', '/docs/dependencies'],
    ['Contributing', '/CONTRIBUTING'],
    ['Changes', '/CHANGELOG'],
  ]),
};

/** What stands beside a page: the documents, or the packages. */
export const sidebar = (packages, reference) => {
  const documents = [start, guides, concepts, results, project];
  const all = [
    { text: 'Packages', items: named(packages.map(({ name }) => [name, `/packages/${name}/`])) },
    { text: 'Reference', items: named(packages.map(({ name }) => [name, reference(name)])) },
  ];
  return { '/': documents, '/packages/': all, '/api/': all };
};
