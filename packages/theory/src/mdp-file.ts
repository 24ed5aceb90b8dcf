import {
  both,
  closed,
  consistent,
  decodeWith,
  list,
  numberFrom,
  refine,
  type Inconsistency,
  type InvalidField,
} from '@sgmrl/codecs';
import { TabularMdp } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { flow } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';

/**
 * A finite MDP with its discount and the logits θ_sa at which questions are asked of it: the
 * content of an MDP file.
 */
export interface MdpFile {
  /** The MDP itself. */
  readonly mdp: TabularMdp;
  /** γ, above 0, at most 1. */
  readonly discount: number;
  /** Flat, state-major. */
  readonly logits: readonly number[];
}

const ownFields = t.type({
  discount: refine(t.number, 'number above 0, at most 1', (x) => x > 0 && x <= 1),
  logits: list(
    list(numberFrom(-1e6, 1e6), 'array with a number for each action'),
    'array with a row for each state',
  ),
});

type Content = TabularMdp & t.TypeOf<typeof ownFields>;

const names = ['initial', 'transitions', 'rewards', 'horizon', 'discount', 'logits'];

function* misshapen({ rewards, logits }: Content): Generator<Inconsistency> {
  if (logits.length !== rewards.length)
    yield { path: ['logits'], expected: `${String(rewards.length)} rows, one for each state`, found: logits };
  else
    for (const [s, row] of logits.entries())
      if (row.length !== rewards[s].length)
        yield {
          path: ['logits', s],
          expected: `${String(rewards[s].length)} entries, one for each action`,
          found: row,
        };
}

const content: t.Type<Content> = consistent(
  both('MDP', TabularMdp, closed(ownFields, names)),
  'MDP',
  misshapen,
);

/**
 * Reads `{"initial": [p(s)], "transitions": [[[p(s′|s,a)]]], "rewards": [[r(s,a)]], "horizon": H,
 * "discount": γ, "logits": [[θ(s,a)]]}`. and no other field. Left lists every wrong place: its
 * path, what was expected, what was found.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeMdpFile } from '@sgmrl/theory';
 * const file = {
 *   initial: [1],
 *   transitions: [[[1], [1]]],
 *   rewards: [[0, 1]],
 *   horizon: 1,
 *   discount: 2,
 *   logits: [[0, 0]],
 * };
 * deepStrictEqual(decodeMdpFile(file), {
 *   _tag: 'Left',
 *   left: [{ path: 'discount', expected: 'number above 0, at most 1', found: 2 }],
 * });
 * ```
 */
export const decodeMdpFile: (value: unknown) => E.Either<readonly InvalidField[], MdpFile> = flow(
  decodeWith(content),
  E.map(({ discount, logits, ...mdp }): MdpFile => ({ mdp, discount, logits: logits.flat() })),
);
