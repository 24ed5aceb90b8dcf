import { debiasings } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames } from './algorithms';
import { explain } from './explain';

describe('explain', () => {
  it.each(algorithmNames)('explains %s with formula, meaning, bias, variance and source', (name) => {
    const explained = explain(name);
    expect(E.isRight(explained) && explained.right).toMatch(
      /λ\^ζ[^]*bias[^]*variance[^]*source[^]*--set algorithm\.jacobian=/,
    );
  });

  it('knows every debiasing part, and says what each is', () => {
    for (const [name, { formula, meaning }] of Object.entries(debiasings)) {
      const explained = explain(name);
      expect(E.isRight(explained) && explained.right).toContain(formula);
      expect(E.isRight(explained) && explained.right).toContain(meaning);
    }
  });

  it('tells FOMAML from MAML by the identity in the place of the Jacobian', () => {
    const fomaml = explain('fomaml');
    const maml = explain('maml');
    expect(E.isRight(fomaml) && fomaml.right).toMatch(/not differentiated/);
    expect(E.isRight(maml) && maml.right).toMatch(/Hessian-vector product/);
  });

  it.each([
    ['trpo-maml', /Outer update .*"maxKl":0\.01[^]*JᵀFJ[^]*outerUpdate='\{[^']*\}' optimizer='\{[^']*\}'$/],
    ['promp', /Outer update .*"clip":0\.3[^]*min\(w ρ[^]*outerUpdate='\{[^']*\}'$/],
  ])('explains the outer update of %s, and how to train with it', (name, text) => {
    const explained = explain(name);
    expect(E.isRight(explained) && explained.right).toMatch(text);
  });

  it('suggests the nearest name', () => {
    expect(explain('leave-one-ot')).toEqual(
      E.left({ kind: 'unknown-algorithm', name: 'leave-one-ot', suggestion: 'did you mean leave-one-out?' }),
    );
    expect(E.isLeft(explain('constructor'))).toBe(true);
  });
});
