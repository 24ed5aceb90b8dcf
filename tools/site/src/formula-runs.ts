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
