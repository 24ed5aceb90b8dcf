import { parts, type Term } from '@sgmrl/estimators';
import { fromWeightsSpec } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames } from '../configuration/algorithms';
import { explain, explainAsData } from './explain';
import { readAlgorithm, type NamedVariant } from './term-source';

const anything = { given: {}, discount: 0.99 };
const asked = async (text: string): Promise<NamedVariant> => {
  const read = await readAlgorithm(text)();
  if (E.isLeft(read)) throw new Error(text);
  return read.right;
};
const half: Term = { op: 'sum', of: ['curvature', { op: 'times', by: 0.5, of: 'dice' }] };

describe('explain', () => {
  it.each(algorithmNames)('explains %s with formula, meaning, bias, cost and equations', async (name) => {
    expect(explain(await asked(name), anything)).toMatch(
      /λ\^ζ[^]*\n {2}λ\^{t−1} = λ\^t(?: \+ \S.*)?\n[^]*\nMeaning\n[^]*Bias[^]*\n {2}\S+ for ζ = 1\b[^]*ζ = 2, N = 20\n[^]*Cost[^]*qual to\n {2}\S[^]*--set algorithm\.estimator=/,
    );
  });

  it('says what leaves and names mean, those in names included, and where they are from', async () => {
    const text = explain(await asked('full-hessian'), anything);
    expect(text).toMatch(/^full-hessian: curvature \+ full-hessian\n/);
    expect(text).toMatch(/\n {2}curvature: Differentiates the inner step .*\n/);
    expect(text).toMatch(/\n {2}full-hessian: Completes .* Source: the policy Hessian of Fallah et al\./);
    expect(text).toMatch(/\n {2}first-order: .*\n {2}pairs: /);
    expect(explain(await asked('trajectory-baseline'), anything)).toMatch(
      /\n {2}value: .*\n {2}others-return: /,
    );
  });

  it('says how much data and which weights a bias is for, and why it is no smaller', async () => {
    const maml = explain(await asked('maml'), anything);
    expect(maml).toMatch(
      /Bias for ∇V, V = E J\(θ\^ζ\), with reward-to-go weights\n {2}O\(α\) for ζ = 1 and ζ = 2, N = 20\n {4}\S/,
    );
    expect(explain(await asked('leave-one-out'), anything)).toMatch(
      /\n {2}0 for ζ = 1, N = 20\n {2}O\(α²\/N\) for ζ = 2, N = 20\n/,
    );
    const given = { given: { innerSteps: 3, trajectories: 7 }, discount: 0.9 };
    const innerWeights = fromWeightsSpec({ kind: 'advantage', lambda: 0.5 });
    const fitted = explain(await asked('first-order'), { ...given, innerWeights });
    expect(fitted).toMatch(
      /with advantage inner and reward-to-go outer weights\n {2}at most O\(α\) for ζ = 3, N = 7\n[^]*by the weights of other trajectories: O\(α\)\n {4}at most: it comes from the fit [^\n]*\nCost/,
    );
  });

  it.each([
    ['trpo-maml', /Outer update .*"maxKl":0\.01[^]*JᵀFJ[^]*outerUpdate='\{[^']*\}' optimizer='\{[^']*\}'$/],
    ['promp', /Outer update .*"clip":0\.3[^]*min\(w ρ[^]*outerUpdate='\{[^']*\}'$/],
  ])('explains the outer update of %s, and how to train with it', async (name, text) => {
    expect(explain(await asked(name), anything)).toMatch(text);
  });

  it('says how to train with a term that leaves curvature out, and with the whole', async () => {
    expect(explain(await asked('{"op":"times","by":0.5,"of":"dice"}'), anything)).toMatch(
      /\nTrain with it and curvature: sgmrl train --set \S+='\{"op":"sum","of":\["curvature",\{"op":"times","by":0.5,"of":"dice"\}\]\}'\nTrain with it alone: sgmrl train --set \S+='\{"op":"times","by":0.5,"of":"dice"\}'$/,
    );
    expect(explain(await asked('maml'), anything)).toMatch(/\nTrain with it: [^\n]*=maml$/);
  });

  it.each([
    ['maml', 'curvature', /Equal to curvature: yes\n/],
    [
      'dice',
      'taypo-2',
      /Equal to taypo-2 \(curvature \+ taypo-2\): when α = 0, or when H = 1, or when κ = 1; else/,
    ],
    [
      'dice',
      'algorithm-1',
      /Equal to algorithm-1 \(.*\): no; their normal forms differ, also where N = 1, α = 0, H = 1 or κ = 1\n/,
    ],
    ['influence', '"lvc"', /Equal to lvc without curvature: when α = 0; else/],
    // Nothing is said of an N that one of them does not take.
    ['sg-mrl', 'trajectory-baseline', /: no; their normal forms differ, also where α = 0, H = 1 or κ = 1\n/],
    ['trpo-maml', 'maml', /Equal to maml: no; their meta-gradients are equal; the outer updates differ\n/],
    ['trpo-maml', 'trpo-maml', /Equal to trpo-maml \(maml, outer update trust-region\): yes\n/],
    [
      'promp',
      'maml',
      /Equal to maml: no; their meta-gradients are equal when α = 0; the outer updates differ\n/,
    ],
    [
      'promp',
      'sg-mrl',
      /Equal to sg-mrl: no; their normal forms differ, also where .*; the outer updates differ, too\n/,
    ],
  ])('%s and %s', async (one, other, verdict) => {
    expect(explain(await asked(one), anything, await asked(other))).toMatch(verdict);
  });

  it('tries no condition on what is given', async () => {
    const given = { trajectories: 2, horizon: 3 };
    expect(explain(await asked('dice'), { given, discount: 1 }, await asked('algorithm-1'))).toMatch(
      /: no; their normal forms differ, also where α = 0 or κ = 1\n/,
    );
  });

  it.each([
    ['value', 'algorithm-1 without curvature'],
    ['fomaml', 'none without curvature'],
    ['{"op":"transpose","of":"full-hessian"}', 'first-order without curvature'],
  ])('lists what %s is equal to by what the names mean: %s', async (one, other) => {
    expect(explain(await asked(one), anything)).toContain(`\nEqual to\n  ${other}`);
  });

  it('lists what the meta-gradient is equal to where there is an outer update', async () => {
    expect(explain(await asked('trpo-maml'), anything)).toMatch(/\nMeta-gradient equal to\n {2}maml, /);
  });

  it.each([
    [{}, 'with reward-to-go weights'],
    [{ decay: 0.5 }, 'with own inner weights, κ = 0.5, and reward-to-go outer weights'],
  ])('says which weights a bias is for given %j: %s', async (given, text) => {
    expect(explain(await asked('dice'), { given, discount: 1 })).toContain(
      `\nBias for ∇V, V = E J(θ^ζ), ${text}\n`,
    );
  });

  it.each([
    ['maml', /; their order does not matter\n/],
    ['leave-one-out-corrected', /; beyond N = 4 their order matters\n/],
  ])('says of %s up to which N order does not matter', async (name, text) => {
    expect(explain(await asked(name), anything)).toMatch(text);
  });

  it.each(['influence', '"dice"', '{"op":"window","factor":0.9,"of":"dice"}'])(
    'says that %s leaves curvature out, and how to write the whole',
    async (text) => {
      const { name, variant } = await asked(text);
      const whole = JSON.stringify({ op: 'sum', of: ['curvature', variant.estimator] });
      expect(explain({ name, variant }, anything)).toContain(
        `\n  without curvature; for the whole algorithm: ${whole}\n`,
      );
    },
  );

  it.each(['maml', 'fomaml', 'dice', 'curvature', '{"op":"sum","of":[]}'])(
    'says nothing of the kind of %s',
    async (text) => {
      expect(explain(await asked(text), anything)).not.toContain('for the whole algorithm');
    },
  );

  it('says of a difference what it is, its bias and what it draws', async () => {
    const text = explain(await asked('{"op":"coupled","epsilon":{"share":0.5}}'), anything);
    expect(text).toMatch(/^coupled\(share 0\.5\)\n/);
    expect(text).toMatch(
      /λ\^t \+ α‖λ‖ \[g\(θ \+ 0\.5Δ λ̂, D_ω\) − g\(θ − 0\.5Δ λ̂, D_ω\)\]\/Δ, where λ̂ = λ\/‖λ‖; Δ = /,
    );
    expect(text).toMatch(/\n {2}coupled\(ε\): The derivative .*\n/);
    expect(text).toMatch(
      /\n {2}O\(α²\/N\) for ζ = 1 and ζ = 2, N = 20\n[^]*trajectories drawn beside: 40 for ζ = 1/,
    );
  });

  it('gives a term of one’s own a command to train with that a shell reads', async () => {
    expect(explain(await asked(JSON.stringify(half)), anything)).toMatch(
      /^curvature \+ 0\.5 dice\n[^]*--set algorithm\.estimator='\{"op":"sum","of":\["curvature",\{"op":"times","by":0\.5,"of":"dice"\}\]\}'$/,
    );
  });
});

describe('explainAsData', () => {
  it('has formula, bias, cost and equations', async () => {
    const data = explainAsData(await asked(JSON.stringify(half)), anything);
    expect(data).toMatchObject({
      name: 'curvature + 0.5 dice',
      term: half,
      bias: 'O(α)',
      cost: { hessianVectorProducts: 1, fits: 0 },
      exchangeableUpTo: null,
    });
    expect(data.formula).toMatch(/^α∇²ν λ \+ 0\.5 /);
    expect(data.latex).toContain('\\nabla');
    expect(data.because.join()).toMatch(/count 0\.5 times/);
    expect(data).not.toHaveProperty('equals');
  });

  it('says where the order of a bias is an upper bound, as the text does', async () => {
    const share = '{"op":"sum","of":["sg-mrl",{"op":"times","by":"1/N","of":"lvc"}]}';
    expect(explainAsData(await asked(share), anything).upperBound).toHaveLength(1);
    expect(explainAsData(await asked('maml'), anything)).toMatchObject({ bias: 'O(α)', upperBound: [] });
    expect(explain(await asked(share), anything)).toMatch(
      /\n {2}at most O\(α\) for ζ = 1 and ζ = 2, N = 20\n[^]* may fall faster as N grows\n/,
    );
    expect(explain(await asked('maml'), anything)).not.toContain('at most O');
  });

  it('says what pairs are where they do not count once', async () => {
    const line = 'a sum over pairs of steps of one trajectory';
    expect(explain(await asked('e-maml'), anything)).toContain(line);
    expect(explain(await asked('sg-mrl'), anything)).not.toContain(line);
    expect(explain(await asked('dice'), anything)).not.toContain(line);
  });

  it('says when terms are equal in the words of a flag', async () => {
    const [dice, taypo2, maml] = [await asked('dice'), await asked('taypo-2'), await asked('maml')];
    const equals = (setting: typeof anything, other: NamedVariant) =>
      explainAsData(dice, setting, other).equals?.when;
    expect(equals(anything, taypo2)).toEqual(['alpha=0', 'H=1', 'kappa=1']);
    expect(equals({ ...anything, given: { decay: 1 } }, taypo2)).toEqual(['']);
    expect(equals(anything, maml)).toEqual(['alpha=0']);
  });

  it('says whether meta-gradients or algorithms are equal', async () => {
    const [maml, trpo, promp] = [await asked('maml'), await asked('trpo-maml'), await asked('promp')];
    const verdict = (one: NamedVariant, other: NamedVariant) => explainAsData(one, anything, other).equals;
    expect(verdict(trpo, maml)).toMatchObject({
      verdict: false,
      when: [''],
      metaGradients: true,
      outerUpdates: false,
    });
    expect(verdict(trpo, trpo)).toMatchObject({
      verdict: true,
      when: [''],
      metaGradients: true,
      outerUpdates: true,
    });
    expect(verdict(promp, maml)).toMatchObject({
      verdict: false,
      when: ['alpha=0'],
      metaGradients: false,
      outerUpdates: false,
    });
  });

  it('has the number up to which order does not matter', async () => {
    const { exchangeableUpTo } = explainAsData(await asked('leave-one-out-corrected'), anything);
    expect(exchangeableUpTo).toBe(4);
  });
});

it.each(Object.keys(parts))(
  '%s stands in the equations of itself alone only in other words',
  async (part) => {
    const { equal, term } = explainAsData(await asked(part), anything);
    expect(equal.map((each) => JSON.stringify(each.term))).not.toContain(JSON.stringify(term));
  },
);
