import { byKind, list, record, refine, type Part } from '@sgmrl/codecs';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import * as t from 'io-ts';
import type { AnyOptimizerRow, AnyOptimizerSpec, Optimizers } from './optimizer-spec';

/** Several optimizers, each of which transforms what the one before it gives. */
export interface ChainSpec {
  readonly kind: 'chain';
  /** At least one; the first takes the meta-gradient, the last gives the step. */
  readonly of: readonly AnyOptimizerSpec[];
}

/** The `kind` of a {@link ChainSpec}: no row has this name. */
export const chainKind = 'chain';

const isChain = (spec: AnyOptimizerSpec | ChainSpec): spec is ChainSpec => spec.kind === chainKind;

/** The optimizers of a chain, or one alone. */
export const linksOf = (spec: AnyOptimizerSpec | ChainSpec): readonly AnyOptimizerSpec[] =>
  isChain(spec) ? spec.of : [spec];

/** Codec of the spec of an optimizer, or of a chain of some. */
export const optimizerCodec = (optimizers: Optimizers): t.Type<AnyOptimizerSpec | ChainSpec> => {
  const specs: Readonly<Record<string, Part<AnyOptimizerSpec>>> = pipe(
    optimizers,
    RR.map(({ spec }: AnyOptimizerRow) => spec),
  );
  const links = refine(
    list(byKind<AnyOptimizerSpec>('optimizer', specs)),
    'list of at least one optimizer',
    (of) => of.length > 0,
  );
  const chain: Part<ChainSpec> = record('chain', { kind: t.literal(chainKind), of: links });
  return byKind<AnyOptimizerSpec | ChainSpec>('optimizer', { ...specs, [chainKind]: chain });
};

/** An optimizer in a chain. */
type Link = GradientTransformation<OptimizerState>;

/** A checkpoint has one step for all links of a chain, so each has to count its updates. */
const counting = (kind: string, link: Link): Link => {
  const check = (call: string, expected: number, found: number): void => {
    if (found !== expected)
      throw new RangeError(
        `optimizer ${kind}: ${call}: step: expected ${String(expected)}, as in a chain it counts updates, found ${String(found)}`,
      );
  };
  return {
    init: (parameters) => {
      const state = link.init(parameters);
      check('init', 0, state.step);
      return state;
    },
    update: (gradient, state, parameters) => {
      const [update, next] = link.update(gradient, state, parameters);
      check('update', state.step + 1, next.step);
      return [update, next];
    },
  };
};

/**
 * The moments of all links, one after another: a checkpoint holds them as those of one optimizer.
 */
const chained = (links: readonly Link[]): Link => ({
  init: (parameters) => ({ step: 0, moments: links.flatMap(({ init }) => init(parameters).moments) }),
  update: (gradient, { step, moments }, parameters) =>
    pipe(
      links,
      RA.reduce(
        { update: gradient, left: moments, next: [] as OptimizerState['moments'] },
        ({ update, left, next }, link) => {
          const own = link.init(parameters).moments.length;
          const [transformed, state] = link.update(update, { step, moments: left.slice(0, own) }, parameters);
          return { update: transformed, left: left.slice(own), next: [...next, ...state.moments] };
        },
      ),
      ({ update, next }) => [update, { step: step + 1, moments: next }],
    ),
});

/**
 * The transformation that a valid spec describes, a chain or one optimizer.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { builtIn, optimizerOf } from '@sgmrl/experiments';
 * const half = { kind: 'sgd', learningRate: 0.5 } as const;
 * const quarter = optimizerOf(builtIn.optimizers)({ kind: 'chain', of: [half, half] });
 * const [update, state] = quarter.update([4, 8], quarter.init([0, 0]), [0, 0]);
 * deepStrictEqual([Array.from(update), state], [[1, 2], { step: 1, moments: [] }]);
 * ```
 */
export const optimizerOf =
  (optimizers: Optimizers) =>
  (spec: AnyOptimizerSpec | ChainSpec): Link =>
    isChain(spec)
      ? chained(spec.of.map((link) => counting(link.kind, optimizers[link.kind].build(link))))
      : optimizers[spec.kind].build(spec);
