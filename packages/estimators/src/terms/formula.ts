import { digits } from './digits';
import type { Epsilon } from './epsilon';
import { interpret, type Interpretation } from './interpretation';
import type { Formula } from './leaf';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import type { Pair, Term, WindowedPairs } from './term';

/** A formula, with how it stands beside others: as a sum, as a product, or as one symbol. */
interface Written extends Formula {
  readonly form: 'sum' | 'product' | 'zero';
  /** Whether it begins with a minus. */
  readonly negative: boolean;
}

const product = (text: string, latex: string, negative = false): Written => ({
  text,
  latex,
  form: 'product',
  negative,
});

const zero: Written = { text: '0', latex: '0', form: 'zero', negative: false };

const inBrackets = (of: Written): Formula =>
  of.form === 'sum'
    ? { text: `[${of.text}]`, latex: `\\bigl[${of.latex}\\bigr]` }
    : { text: of.text, latex: of.latex };

const numberLatex = (x: number): string =>
  digits(x).replace(
    /e([+-]?)0*(\d+)$/,
    (_, sign: string, digits: string) => ` \\cdot 10^{${sign === '-' ? '-' : ''}${digits}}`,
  );

/** The decay of a pair with its distance: κ^{h−h′}, a window's factor, or both. */
const rate = (pair: Exclude<Pair, { with: 'itself' }>, factor: number): Formula => {
  const [text, latex] = pair.with === 'past' ? ['h−h′', "h-h'"] : ['h′−h', "h'-h"];
  const base = [...(factor === 1 ? [] : [digits(factor)]), ...(pair.fades ? ['κ'] : [])];
  if (base.length === 0) return { text: '', latex: '' };
  const bracketed = base.length === 1 ? base[0] : `(${base.join(' ')})`;
  return {
    text: `${bracketed}^{${text}} `,
    latex: `${bracketed.replace('κ', '\\kappa')}^{${latex}} `,
  };
};

const pairFormula =
  (factor: number) =>
  (pair: Pair): Formula => {
    if (pair.with === 'itself') return { text: 'w_h d_h', latex: 'w_h d_h' };
    const sign = pair.with === 'past' ? '<' : '>';
    const { text, latex } = rate(pair, factor);
    const [weight, weightLatex] = pair.weight === 'own' ? ['w_h', 'w_h'] : ['w_{h′}', "w_{h'}"];
    return {
      text: `Σ_{h′${sign}h} ${text}${weight} d_{h′}`,
      latex: `\\sum_{h'${sign}h} ${latex}${weightLatex} d_{h'}`,
    };
  };

const pairsFormula = ({ of, factor }: WindowedPairs): Written => {
  if (of.length === 0) return zero;
  const each = of.map(pairFormula(factor));
  const inside = of.length === 1 ? (x: string) => x : (x: string) => `[${x}]`;
  return product(
    `(α/N) Σ_τ Σ_h ${inside(each.map(({ text }) => text).join(' + '))} s_h`,
    `\\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h ${inside(each.map(({ latex }) => latex).join(' + '))}\\, s_h`,
  );
};

const joined = (of: readonly Written[]): Written => {
  const terms = of.filter(({ form }) => form !== 'zero');
  if (terms.length === 0) return zero;
  if (terms.length === 1) return terms[0];
  const join = (key: 'text' | 'latex', minus: string): string =>
    terms
      .map((term, i) => {
        if (i === 0) return term[key];
        return term.negative ? ` ${minus} ${term[key].slice(1)}` : ` + ${term[key]}`;
      })
      .join('');
  return { text: join('text', '−'), latex: join('latex', '-'), form: 'sum', negative: terms[0].negative };
};

const multiplied = (by: number | '1/N', of: Written): Written => {
  if (of.form === 'zero' || by === 0) return zero;
  if (by === 1) return of;
  const { text, latex } = inBrackets(of);
  if (by === '1/N') return product(`(1/N) ${text}`, `\\tfrac{1}{N} ${latex}`);
  if (of.negative && of.form !== 'sum')
    return multiplied(-by, { ...of, text: of.text.slice(1), latex: of.latex.slice(1), negative: false });
  if (by === -1) return product(`−${text}`, `-${latex}`, true);
  return by < 0
    ? product(`−${digits(-by)} ${text}`, `-${numberLatex(-by)}\\, ${latex}`, true)
    : product(`${digits(by)} ${text}`, `${numberLatex(by)}\\, ${latex}`);
};

const inBraces = (of: Written, text: string, latex: string): Written =>
  of.form === 'zero'
    ? zero
    : product(`${text}{${of.text}}`, `\\operatorname{${latex}}\\bigl\\{${of.latex}\\bigr\\}`);

/** What an operation may leave as it is: curvature, and scores whose ω is the same for every λ. */
type Kind = 'curvature' | 'fixed' | 'moving';
const kinds: readonly Kind[] = ['curvature', 'fixed', 'moving'];

/** The formula of what a term has of some kinds. */
type Formulas = (kept: readonly Kind[]) => Written;

const ofKind =
  (kind: Kind, written: Written): Formulas =>
  (kept) =>
    kept.includes(kind) ? written : zero;

/** Some kinds in the braces of an operation, after those that it leaves as they are. */
const around =
  (of: Formulas, changed: readonly Kind[], text: string, latex: string): Formulas =>
  (kept) => {
    const part = (those: readonly Kind[]): Written => (those.length === 0 ? zero : of(those));
    const [left, within] = [false, true].map((is) =>
      part(kept.filter((kind) => changed.includes(kind) === is)),
    );
    return joined([left, inBraces(within, text, latex)]);
  };

const coupledFormula = (epsilon: Epsilon): Written => {
  const share = typeof epsilon !== 'number';
  const times = (x: number): readonly [string, string] => {
    if (!share) return [digits(x), numberLatex(x)];
    return x === 1 ? ['Δ', '\\Delta'] : [`${digits(x)}Δ`, `${numberLatex(x)} \\Delta`];
  };
  const size = share ? epsilon.share : epsilon;
  const [one, oneLatex] = times(size);
  const [two, twoLatex] = times(2 * size);
  return product(
    `α‖λ‖ [g(θ + ${one} λ̂, D_ω) − g(θ − ${one} λ̂, D_ω)]/${share && two !== 'Δ' ? `(${two})` : two}`,
    `\\tfrac{\\alpha \\|\\lambda\\|}{${twoLatex}} \\bigl[g(\\theta + ${oneLatex} \\hat\\lambda, D_\\omega) - g(\\theta - ${oneLatex} \\hat\\lambda, D_\\omega)\\bigr]`,
  );
};

/** What the symbols of a coupled difference stand for. */
const coupledSymbols = (epsilon: Epsilon): readonly Formula[] => [
  { text: 'λ̂ = λ/‖λ‖', latex: '\\hat\\lambda = \\lambda / \\|\\lambda\\|' },
  ...(typeof epsilon === 'number'
    ? []
    : [{ text: 'Δ = ‖U(D) − θ‖', latex: '\\Delta = \\|U(D) - \\theta\\|' }]),
];

const formulas: Interpretation<Formulas> = {
  curvature: ofKind('curvature', product('α∇²ν λ', '\\alpha \\nabla^2 \\nu\\, \\lambda')),
  pairs: (pairs) => ofKind('moving', pairsFormula(pairs)),
  leaf: (_name, { readsLambda, formula: { text, latex } }) =>
    ofKind(readsLambda ? 'moving' : 'fixed', product(text, latex)),
  sum: (of) => (kept) => joined(of.map((term) => term(kept))),
  times: (by, of) => (kept) => multiplied(by, of(kept)),
  centred: (of) => around(of, ['fixed', 'moving'], 'centred', 'centred'),
  unchained: (of) => around(of, ['moving'], 'along MAML’s λ', "along\\ MAML's\\ \\lambda"),
  shrunk: (of) => around(of, ['fixed', 'moving'], 'shrunk', 'shrunk'),
  last: (atLast, before) => (kept) => {
    const [at, earlier] = [atLast(kept), before(kept)];
    return at.text === earlier.text
      ? at
      : product(
          `{${at.text} in the last inner step; ${earlier.text} before}`,
          `\\begin{cases} ${at.latex} & t = \\zeta \\\\ ${earlier.latex} & t < \\zeta \\end{cases}`,
        );
  },
  coupled: (epsilon) => ofKind('moving', coupledFormula(epsilon)),
};

/** What the symbols of the leaves in a term stand for. */
const definitions: Interpretation<readonly Formula[]> = {
  curvature: [],
  pairs: () => [],
  leaf: (_name, { formula: { where = [] } }) => where,
  sum: (of) => of.flat(),
  times: (_by, of) => of,
  centred: (of) => of,
  unchained: (of) => of,
  shrunk: (of) => of,
  last: (at, before) => [...at, ...before],
  coupled: coupledSymbols,
};

/** Each once, in the order in which they are met. */
const distinct = (all: readonly Formula[]): readonly Formula[] => [
  ...new Map(all.map((one) => [one.text, one])).values(),
];

/**
 * λ and what a term adds to it, as one sum.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { addedTo } from '@sgmrl/estimators';
 * deepStrictEqual(
 *   ['α∇²ν λ', '−2 α∇²ν λ', '0'].map((formula) => addedTo('λ', formula)),
 *   ['λ + α∇²ν λ', 'λ − 2 α∇²ν λ', 'λ'],
 * );
 * ```
 */
export const addedTo = (lambda: string, formula: string): string => {
  if (formula === '0') return lambda;
  return formula.startsWith('−') ? `${lambda} − ${formula.slice(1)}` : `${lambda} + ${formula}`;
};

/**
 * What a term adds to λ, as a formula: w the weights of D, d = ⟨∇log π, λ⟩ of each step, s_h = ∇log
 * π(a_h|s_h), s(τ) = Σ_h s_h, S = Σ_τ s(τ), κ the decay of the weights, D_ω trajectories drawn
 * anew. What other symbols stand for is said once, at the end.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { formulaOf } from '@sgmrl/estimators';
 * strictEqual(formulaOf('sg-mrl').text, 'α∇²ν λ + Ĵ(D_o) S');
 * strictEqual(formulaOf({ op: 'times', by: -0.5, of: 'lvc' }).latex,
 *   '-0.5\\, \\tfrac{\\alpha}{N} \\sum_\\tau \\sum_h w_h d_h\\, s_h');
 * ```
 */
export const formulaOf = (term: Term, names: Names = builtInNames): Formula => {
  const { text, latex } = interpret(formulas, names)(term)(kinds);
  const where = distinct(interpret(definitions, names)(term));
  if (where.length === 0) return { text, latex };
  return {
    text: `${text}, where ${where.map((one) => one.text).join('; ')}`,
    latex: `${latex},\\quad \\text{where } ${where.map((one) => one.latex).join(';\\ ')}`,
  };
};
