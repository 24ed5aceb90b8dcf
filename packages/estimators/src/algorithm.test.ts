import { defaultSettings, fomaml, lowVarianceSgMrl, maml, sgMrl } from './algorithm';
import { checkAlgorithm } from './check-algorithm';
import { formulaOf } from './terms/formula';

it.each([
  ['MAML', maml, 'α∇²ν λ'],
  ['first-order MAML', fomaml, '0'],
  ['SG-MRL', sgMrl, 'α∇²ν λ + Ĵ(D_o) S'],
  ['SG-MRL of low variance', lowVarianceSgMrl, 'α∇²ν λ + Σ_τ ⟨U(D) − U(D∖τ), λ⟩ s(τ)'],
])('%s is an algorithm with the default settings', (_name, variant, formula) => {
  expect(() => {
    checkAlgorithm({ ...defaultSettings, ...variant });
  }).not.toThrow();
  expect(formulaOf(variant.estimator).text).toBe(formula);
});
