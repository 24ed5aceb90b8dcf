import * as fc from 'fast-check';
import { tracePolicy, traces, type TraceCase } from '../testing/traces';
import type { Leaf } from './leaf';
import { leaves } from './leaves';

const every: readonly (readonly [string, Leaf])[] = Object.entries(leaves);

/** ω in the first inner step along two directions. */
const along = ({ scoreWeights }: Leaf, { adaptation, trace }: TraceCase) => {
  const { parameters, batch } = trace.steps[0];
  return [
    [1, 0, 0, 1],
    [0, 2, -1, 0],
  ].map((lambda) =>
    Array.from(
      scoreWeights({ policy: tracePolicy, adaptation, trace, t: 0 })(
        tracePolicy.directionalDerivative(parameters, batch, lambda),
      ),
    ),
  );
};

it.each(every)('%s gives each row a number, zero on padding, and knows whether it reads λ', (_name, leaf) => {
  let moved = false;
  fc.assert(
    fc.property(traces, (one) => {
      const [first, second] = along(leaf, one);
      const { mask } = one.trace.steps[0].batch;
      expect(first).toHaveLength(mask.length);
      expect(first.filter((x, row) => mask[row] === 0 && x !== 0)).toEqual([]);
      moved ||= first.some((x, row) => x !== second[row]);
    }),
  );
  expect(moved).toBe(leaf.readsLambda);
});

/** Symbols of every formula, which a text beside it explains. */
const common = ['s', 'w', 'd', 'S', 'D', 'D_o', 'U', 'J', 'Ĵ', 'N', 'α', 'λ', 'κ', 'τ', 'h', 'n', 'π'];

it.each(every)('%s says what it does, and how', (_name, { formula, meaning }) => {
  expect(meaning).toMatch(/^\S.*\.$/);
  expect(formula.text).not.toMatch(/^$|[;,] [^⟨]*[=≈]/);
  for (const { latex } of [formula, ...(formula.where ?? [])]) expect(latex).not.toMatch(/[ΣτλĴδωκα∇≤∈≈≠−]/);
});

it.each(every)('%s says what each of its symbols stands for', (_name, { formula: { text, where = [] } }) => {
  const defined = where.map((one) => one.text.split(/[ (]/)[0]);
  const all = [text, ...where.filter((one) => /[≈=]/.test(one.text)).map((one) => one.text)].join(' ');
  const symbols = all.match(/(?<![\p{L}])\p{L}(?:_(?:\p{L}|\{[^}]*\}))?(?=[\s()⟨⟩,\]_]|$)/gu) ?? [];
  const plain = symbols.map((symbol) => symbol.replace(/^([sSwd])_h$/, '$1').replace('δ_{τ_n}', 'δ_τ'));
  const unknown = plain.filter((one) => ![...common, ...defined, 'τ_n', 'Σ'].some((known) => known === one));
  expect(unknown.filter((one) => !/^Σ/.test(one))).toEqual([]);
});

it('defines a symbol in one way, whatever leaf it is of', () => {
  const all = every.flatMap(([, { formula }]) => formula.where ?? []);
  const byText = new Map(all.map((one) => [one.text.split(' ')[0], one]));
  for (const one of all) expect(byText.get(one.text.split(' ')[0])).toEqual(one);
});
