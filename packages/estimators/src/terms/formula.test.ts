import * as fc from 'fast-check';
import { terms } from '../testing/terms';
import { addedTo, formulaOf } from './formula';
import type { Formula, Leaf } from './leaf';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
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

const leaf = (letter: string, readsLambda: boolean, where?: readonly Formula[]): Leaf => ({
  ...builtInNames.leaves['value'],
  readsLambda,
  formula: { text: letter, latex: `\\mathrm{${letter}}`, ...(where && { where }) },
});
const x: Formula = { text: 'x ≈ 1', latex: 'x \\approx 1' };
const y: Formula = { text: 'y = 2', latex: 'y = 2' };
const names: Names = {
  leaves: {
    a: leaf('A', true),
    b: leaf('B', true),
    c: leaf('C', false),
    ofX: leaf('X', false, [x]),
    ofBoth: leaf('Y', true, [y, x]),
  },
  terms: {},
};

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
  [centred('curvature'), 'α∇²ν λ', '\\alpha \\nabla^2 \\nu\\, \\lambda'],
  [
    unchained('a'),
    'along MAML’s λ{A}',
    "\\operatorname{along\\ MAML's\\ \\lambda}\\bigl\\{\\mathrm{A}\\bigr\\}",
  ],
  [unchained('c'), 'C', '\\mathrm{C}'],
  [
    times(2, centred(minus(pairs(itself), 'curvature'))),
    '2 [−α∇²ν λ + centred{(α/N) Σ_τ Σ_h w_h d_h s_h}]',
    '2\\, \\bigl[-\\alpha \\nabla^2 \\nu\\, \\lambda + \\operatorname{centred}\\bigl\\{\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h w_h d_h\\, s_h\\bigr\\}\\bigr]',
  ],
  [
    unchained(minus(sum('a', 'curvature'), 'c')),
    'α∇²ν λ − C + along MAML’s λ{A}',
    "\\alpha \\nabla^2 \\nu\\, \\lambda - \\mathrm{C} + \\operatorname{along\\ MAML's\\ \\lambda}\\bigl\\{\\mathrm{A}\\bigr\\}",
  ],
  [
    unchained(last('curvature', 'a')),
    '{α∇²ν λ in the last inner step; 0 before} + along MAML’s λ{{0 in the last inner step; A before}}',
    "\\begin{cases} \\alpha \\nabla^2 \\nu\\, \\lambda & t = \\zeta \\\\ 0 & t < \\zeta \\end{cases} + \\operatorname{along\\ MAML's\\ \\lambda}\\bigl\\{\\begin{cases} 0 & t = \\zeta \\\\ \\mathrm{A} & t < \\zeta \\end{cases}\\bigr\\}",
  ],
  [times(1.0000001, 'a'), '1.0000001 A', '1.0000001\\, \\mathrm{A}'],
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

it('says once, at the end, what symbols stand for', () => {
  const both = 'where x ≈ 1; y = 2';
  expect(formulaOf(sum('ofX', 'a'), names).text).toBe('X + A, where x ≈ 1');
  expect(formulaOf(times(0.5, sum('ofX', 'ofBoth', 'a')), names).text).toBe(`0.5 [X + Y + A], ${both}`);
  expect(formulaOf(last(times(-1, 'ofX'), 'ofBoth'), names).text).toBe(
    `{−X in the last inner step; Y before}, ${both}`,
  );
  expect(formulaOf(sum('ofX', unchained('ofBoth')), names).latex).toBe(
    "\\mathrm{X} + \\operatorname{along\\ MAML's\\ \\lambda}\\bigl\\{\\mathrm{Y}\\bigr\\},\\quad \\text{where } x \\approx 1;\\ y = 2",
  );
  expect(formulaOf(sum('a', times(0, 'ofX')), names).text).toBe('A');
});

/** What stands in the braces of an operation, wherever it does. */
const insides = (text: string, operation: string): readonly string[] =>
  text
    .split(`${operation}{`)
    .slice(1)
    .map((after) => {
      let depth = 1;
      const end = [...after].findIndex((sign) => {
        depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
        return depth === 0;
      });
      return [...after].slice(0, end).join('');
    });

it('has in the braces of an operation only what it changes, for random terms', () => {
  let found = 0;
  fc.assert(
    fc.property(terms, (term) => {
      const { text } = formulaOf(term);
      const [along, centredOf] = ['along MAML’s λ', 'centred'].map((operation) => insides(text, operation));
      found += along.length + centredOf.length;
      for (const inside of [...along, ...centredOf]) expect(inside).not.toContain('α∇²ν λ');
      for (const inside of along) expect(inside).not.toMatch(/Ĵ\(D_o\) S|b_\{−τ\}|δ_|R_k/);
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(50);
});

it('stands after λ with one sign', () => {
  fc.assert(
    fc.property(terms, (term) => {
      const { text } = formulaOf(term);
      const line = addedTo('λ', text);
      expect(line).not.toMatch(/\+ −|− −|\+ 0$/);
      if (text !== '0') expect(line.replace(/^λ \+ /, '').replace(/^λ − /, '−')).toBe(text);
    }),
  );
});
