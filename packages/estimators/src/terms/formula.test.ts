import * as fc from 'fast-check';
import { terms } from '../testing/terms';
import { formulaOf } from './formula';
import { builtInNames, type Names } from './names';
import {
  centred,
  fading,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  sum,
  times,
  unchained,
  window,
  type Term,
} from './term';

const leaf = (text: string, latex: string) => ({ ...builtInNames.leaves['value'], formula: { text, latex } });
const names: Names = { leaves: { a: leaf('A', '\\mathrm{A}'), b: leaf('B', '\\mathrm{B}') }, terms: {} };

it.each<[Term, string, string]>([
  [sum(), '0', '0'],
  ['curvature', 'α∇²ν λ', '\\alpha \\nabla^2 \\nu\\, \\lambda'],
  ['a', 'A', '\\mathrm{A}'],
  [sum('a', sum(), 'b'), 'A + B', '\\mathrm{A} + \\mathrm{B}'],
  [minus('a', 'b'), 'A − B', '\\mathrm{A} - \\mathrm{B}'],
  [times(-1, 'a'), '−A', '-\\mathrm{A}'],
  [times(1, 'a'), 'A', '\\mathrm{A}'],
  [times(-1, times(-2, 'a')), '2 A', '2\\, \\mathrm{A}'],
  [times(2, sum('a', 'b')), '2 [A + B]', '2\\, \\bigl[\\mathrm{A} + \\mathrm{B}\\bigr]'],
  [times(-1, minus('a', 'b')), '−[A − B]', '-\\bigl[\\mathrm{A} - \\mathrm{B}\\bigr]'],
  [
    minus(times(-1, 'a'), sum('a', 'b')),
    '−A − [A + B]',
    '-\\mathrm{A} - \\bigl[\\mathrm{A} + \\mathrm{B}\\bigr]',
  ],
  [times('1/N', 'a'), '(1/N) A', '\\tfrac{1}{N} \\mathrm{A}'],
  [times(0, 'a'), '0', '0'],
  [times(1e-9, 'a'), '1e-9 A', '1 \\cdot 10^{-9}\\, \\mathrm{A}'],
  [times(1e21, 'a'), '1e+21 A', '1 \\cdot 10^{21}\\, \\mathrm{A}'],
  [times(1 / 3, 'a'), '0.333333 A', '0.333333\\, \\mathrm{A}'],
  [pairs(itself), '(α/N) Σ_τ Σ_h w_h d_h s_h', '\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h w_h d_h\\, s_h'],
  [
    pairs(fading(past('own')), future('other')),
    '(α/N) Σ_τ Σ_h [Σ_{h′<h} κ^{h−h′} w_h d_{h′} + Σ_{h′>h} w_{h′} d_{h′}] s_h',
    "\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h [\\sum_{h'<h} \\kappa^{h-h'} w_h d_{h'} + \\sum_{h'>h} w_{h'} d_{h'}]\\, s_h",
  ],
  [
    window(0.5, pairs(fading(future('own')))),
    '(α/N) Σ_τ Σ_h Σ_{h′>h} (0.5 κ)^{h′−h} w_h d_{h′} s_h',
    "\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h \\sum_{h'>h} (0.5 \\kappa)^{h'-h} w_h d_{h'}\\, s_h",
  ],
  [
    window(0.5, pairs(past('other'))),
    '(α/N) Σ_τ Σ_h Σ_{h′<h} 0.5^{h−h′} w_{h′} d_{h′} s_h',
    "\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h \\sum_{h'<h} 0.5^{h-h'} w_{h'} d_{h'}\\, s_h",
  ],
  [centred(sum()), '0', '0'],
  [
    centred('curvature'),
    'centred{α∇²ν λ}',
    '\\operatorname{centred}\\bigl\\{\\alpha \\nabla^2 \\nu\\, \\lambda\\bigr\\}',
  ],
  [
    unchained('a'),
    'along MAML’s λ{A}',
    "\\operatorname{along\\ MAML's\\ \\lambda}\\bigl\\{\\mathrm{A}\\bigr\\}",
  ],
  [last('a', 'a'), 'A', '\\mathrm{A}'],
  [
    last('a', sum()),
    '{A in the last inner step; 0 before}',
    '\\begin{cases} \\mathrm{A} & t = \\zeta \\\\ 0 & t < \\zeta \\end{cases}',
  ],
])('%j', (term, text, latex) => {
  expect(formulaOf(term, names)).toEqual({ text, latex });
});

/** Whether brackets of each kind close in the order in which they open. */
const isBalanced = (text: string): boolean => {
  const open: string[] = [];
  for (const sign of text)
    if ('([{'.includes(sign)) open.push(sign);
    else if (')]}'.includes(sign) && open.pop() !== '([{'.charAt(')]}'.indexOf(sign))) return false;
  return open.length === 0;
};

it('closes what it opens, writes no sign twice and the same twice, for random terms', () => {
  fc.assert(
    fc.property(terms, (term) => {
      const formula = formulaOf(term);
      expect(formulaOf(term)).toEqual(formula);
      for (const written of [formula.text, formula.latex]) {
        expect([written, isBalanced(written)]).toEqual([written, true]);
        expect(written).not.toMatch(/[−-] ?[−-]|\+ ?[−-]|\[\]|\{\}|\bNaN\b|undefined/);
      }
    }),
  );
});
