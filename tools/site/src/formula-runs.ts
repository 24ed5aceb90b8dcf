/** A piece of a formula: on the line, low as an index, or high as a power. */
export interface FormulaRun {
  /** On the line, below it or above it. */
  readonly place: 'line' | 'low' | 'high';
  /** As it is shown. */
  readonly text: string;
}

const places = { _: 'low', '^': 'high' } as const;

/** A formula of plain text, in which `x_i` and `x_{ij}` are low and `x^{…}` is high, as pieces. */
export const formulaRuns = (text: string): readonly FormulaRun[] =>
  Array.from(text.matchAll(/([_^])(?:\{([^}]*)\}|(\S))|[^_^]+/gu), ([all, mark, inBraces, one]) =>
    mark === '_' || mark === '^'
      ? // An index of an index stands beside it.
        { place: places[mark], text: (inBraces ?? one).replaceAll('_', '') }
      : { place: 'line', text: all },
  );

/** Marks after a symbol: a letter by itself, or what a bracket closes. Words such as a_word have none. */
const marked = /((?<![\p{L}\p{N}_^])[\p{L}∇∂][\p{M}′]*|[)\]}‖])((?:[_^](?:\{[^}]*\}|[\p{L}\p{N}*′]))+)/gu;

/** A text with symbols in it, such as V_ζ or A^{t−1}, as pieces. */
export const textRuns = (text: string): readonly FormulaRun[] => {
  const runs: FormulaRun[] = [];
  let end = 0;
  for (const { 0: all, 1: symbol, 2: marks, index } of text.matchAll(marked)) {
    runs.push({ place: 'line', text: text.slice(end, index) + symbol }, ...formulaRuns(marks));
    end = index + all.length;
  }
  return [...runs, { place: 'line', text: text.slice(end) }];
};
