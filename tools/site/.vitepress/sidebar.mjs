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
    ['Playground: a robot', '/robots'],
  ]),
};

const guides = {
  text: 'Guides',
  items: named([
    ['Bring your own', '/docs/bring-your-own'],
    ['Many cores', '/docs/many-cores'],
    ['Many machines', '/docs/many-machines'],
    ['How far machines carry', '/docs/scale'],
    ['Comparing algorithms', '/docs/comparison'],
    ['Read a report', '/docs/read-a-report'],
    ['Reproduce the paper', '/docs/reproduce'],
    ['The command', '/packages/cli/'],
  ]),
};

const concepts = {
  text: 'Concepts',
  items: named([
    ['The meta-gradient', '/docs/concepts/meta-gradient'],
    ['Bias', '/docs/concepts/bias'],
    ['Variance', '/docs/concepts/variance'],
    ['Scale', '/docs/concepts/scale'],
    ['Common random numbers', '/docs/concepts/common-random-numbers'],
    ['All estimators', '/docs/estimators'],
  ]),
};

const theory = {
  text: 'Theory',
  items: named([
    ['Notation', '/docs/theory/'],
    ['The meta-gradient, proved', '/docs/theory/meta-gradient'],
    ['Leave-one-out', '/docs/theory/leave-one-out'],
    ['Second order', '/docs/theory/second-order'],
    ['Coupled rollouts', '/docs/theory/coupled'],
    ['Outer updates', '/docs/theory/outer-updates'],
    ['Step sizes', '/docs/theory/step-sizes'],
    ['Exact moments', '/docs/theory/exact-moments'],
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
    ['HalfCheetah, full size', '/docs/results/half-cheetah-full'],
    ['A corridor', '/docs/results/corridor'],
    ['Four corners', '/docs/results/four-corners'],
    ['Sparse navigation', '/docs/results/sparse-navigation'],
    ['Which runs go astray', '/docs/results/step-size'],
    ['Variance', '/docs/results/variance'],
    ['Coupled rollouts', '/docs/results/coupled-noise'],
    ['Convergence', '/docs/results/convergence'],
    ['Performance', '/docs/performance'],
  ]),
};

const project = {
  text: 'The project',
  items: named([
    ['All documents, decisions', '/docs/'],
    ['Architecture', '/docs/architecture'],
    ['Packages', '/packages/'],
    ['Reference', '/api/'],
    ['Weight', '/docs/weight'],
    ['Mutation testing', '/docs/mutation'],
    ['Dependencies', '/docs/dependencies'],
    ['Contributing', '/CONTRIBUTING'],
    ['Changes', '/CHANGELOG'],
  ]),
};

/** What stands beside a page: the documents, or the packages. */
export const sidebar = (packages, reference) => {
  const documents = [start, guides, concepts, theory, results, project];
  const all = [
    { text: 'Packages', items: named(packages.map(({ name }) => [name, `/packages/${name}/`])) },
    { text: 'Reference', items: named(packages.map(({ name }) => [name, reference(name)])) },
  ];
  return { '/': documents, '/packages/': all, '/api/': all };
};
