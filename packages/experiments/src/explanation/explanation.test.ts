import { coupled, leaves, parts, sum, times, transpose, type Term } from '@sgmrl/estimators';
import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import { builtIn } from '../vocabulary/built-in';
import { explainTerm, type ExplanationSetting } from './explanation';
import { termText } from '../terms/term-text';

const explained = (term: Term, setting: Partial<ExplanationSetting> = {}) =>
  explainTerm(term, { given: {}, discount: 0.9, ...setting });
const equations = (term: Term, setting: Partial<ExplanationSetting> = {}) =>
  explained(term, setting).equal.map(
    ({ term: other, when }) => `${termText(other)}${when === undefined ? '' : ` when ${when.text}`}`,
  );

describe('the bias', () => {
  it.each<readonly [string, Term, Partial<ExplanationSetting>, string]>([
    ['of Algorithm 1', 'sg-mrl', {}, '0'],
    ['at α = 0, where every order in α is nothing', 'maml', { given: { stepSize: 0 } }, '0'],
    [
      'of outer weights is there at α = 0, too',
      'maml',
      { given: { stepSize: 0 }, outerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 1 }) },
      'O(1)',
    ],
    ['of a share 1/N at N = 1', sum('curvature', 'e-maml'), { given: { trajectories: 1 } }, '0'],
    [
      'of the pairs of a step with itself at H = 1',
      sum('curvature', 'lvc'),
      { given: { horizon: 1 } },
      'O(α²/N)',
    ],
    ['of pairs with themselves', sum('curvature', 'lvc'), {}, 'O(α)'],
    [
      'of fitted weights',
      sum('curvature', 'dice'),
      { innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 1 }) },
      'O(α)',
    ],
    ['of several inner steps', sum('curvature', 'leave-one-out'), { given: { innerSteps: 2 } }, 'O(α²/N)'],
    ['of one', sum('curvature', 'leave-one-out'), { given: { innerSteps: 1 } }, '0'],
  ])('%s', (_, term, setting, order) => {
    expect(explained(term, setting).bias.order).toBe(order);
  });
});

describe('the equations', () => {
  it('are those of the library, unconditional ones first', () => {
    expect(equations(transpose('full-hessian'))).toEqual(
      expect.arrayContaining(['first-order', 'lvc when H = 1', 'maml when α = 0']),
    );
    expect(equations('low-variance-sg-mrl')[0]).toBe('curvature + leave-one-out-linear');
    expect(equations(sum('curvature', 'dice'))).toEqual(
      expect.arrayContaining(['curvature + taypo-2 when κ = 1', 'curvature + loaded-dice when κ = 1']),
    );
    expect(equations(times(0.5, 'value'))).toEqual([]);
  });

  it('hold under what is given, and do not try what is given again', () => {
    const given = { trajectories: 1 };
    expect(equations(sum('curvature', 'e-maml'), { given })).toEqual(
      expect.arrayContaining(['sg-mrl', 'curvature + algorithm-1']),
    );
    expect(equations(sum('curvature', 'e-maml'), { given }).filter((text) => /N = 1/.test(text))).toEqual([]);
  });

  it('know the decay of weights that are named', () => {
    const dice = sum('curvature', 'dice');
    expect(equations(dice)).not.toContain('curvature + taypo-2');
    expect(equations(dice, { innerWeights: rewardToGo })).toContain('curvature + taypo-2');
    expect(
      equations(dice, { innerWeights: fromWeightsSpec({ kind: 'advantage', lambda: 1 }) }),
    ).not.toContain('curvature + taypo-2');
  });
});

describe('what takes more trajectories than are given', () => {
  const baseline = sum('curvature', 'trajectory-baseline');

  it('is equal to nothing', () => {
    expect(equations('sg-mrl').join()).not.toContain('trajectory-baseline');
    expect(equations('sg-mrl', { given: { trajectories: 1 } }).join()).not.toContain('trajectory-baseline');
    expect(equations(baseline).join()).not.toContain('N = 1');
    expect(equations(baseline, { given: { trajectories: 1 } })).toEqual([]);
  });
});

it('refuses a decay that is not that of the weights', () => {
  const innerWeights = fromWeightsSpec({ kind: 'advantage', lambda: 0 });
  expect(() => explained('dice', { innerWeights, given: { decay: 1 } })).toThrow(
    /^decay: expected 0, that of the weights, found 1$/,
  );
  expect(() => explained('dice', { innerWeights, given: { decay: 0 } })).not.toThrow();
});

it('computes the normal form of a long sum once a condition', () => {
  const rewrite = jest.fn(() => undefined);
  const terms = { ...builtIn.terms, mine: { ...leaves['value'], rewrite } };
  explained(sum('curvature', 'mine'), { vocabulary: { terms } });
  // At the last inner step and before it; with nothing given, and under four conditions.
  expect(rewrite.mock.calls.length).toBeLessThanOrEqual(10);
});

it.each(Object.keys(parts))('what %s means is said of every leaf and name in it', (part) => {
  for (const { name, meaning } of explained(part).meanings) {
    expect(name).not.toBe('');
    expect(meaning).toMatch(/^\S.*\.$/);
  }
  expect(explained(part).meanings[0].name).toBe(part);
});

it('means every operation that is no vector space’s', () => {
  const term: Term = {
    op: 'last',
    at: { op: 'unchained', of: { op: 'window', factor: 0.5, of: { op: 'centred', of: transpose('lvc') } } },
    before: times(2, 'influence'),
  };
  expect(explained(term).meanings.map(({ name }) => name)).toEqual([
    'last',
    'unchained',
    'window',
    'centred',
    'transpose',
    'lvc',
    'pairs',
    'influence',
  ]);
});

it('tells an operation from a term of the same name', () => {
  const own = { term: 'lvc', about: { meaning: 'Mine.', source: 'me' } };
  const vocabulary = { terms: { ...builtIn.terms, window: own } };
  const term = sum(coupled(0.1), 'coupled', { op: 'window', factor: 0.5, of: 'window' });
  const { meanings } = explained(term, { vocabulary });
  expect(meanings.map(({ name, source }) => [name, source !== undefined])).toEqual([
    ['coupled(ε)', false],
    ['coupled', true],
    ['window', false],
    ['window', true],
    ['lvc', true],
    ['pairs', false],
  ]);
});
