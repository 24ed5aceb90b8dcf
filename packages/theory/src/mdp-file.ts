import { decodeWith, finiteNumber, refine, type InvalidField } from '@sgmrl/codecs';
import { tabularMdp, type TabularMdp } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';

/** A finite MDP with its discount and the logits θ_sa at which questions are asked of it: the content of an MDP file. */
export interface MdpFile {
  readonly mdp: TabularMdp;
  readonly discount: number;
  /** Flat, state-major. */
  readonly logits: readonly number[];
}

const OwnFields = t.type({
  discount: refine(t.number, 'number above 0, at most 1', (x) => x > 0 && x <= 1),
  logits: t.readonlyArray(
    t.readonlyArray(finiteNumber, 'array with a number for each action'),
    'array with a row for each state',
  ),
});

/**
 * Reads `{"initial": [p(s)], "transitions": [[[p(s′|s,a)]]], "rewards": [[r(s,a)]], "horizon": H, "discount": γ, "logits": [[θ(s,a)]]}`. Left
 * lists every wrong place: its path, what was expected, what was found.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeMdpFile } from '@sgmrl/theory';
 * const file = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1, discount: 2, logits: [[0, 0]] };
 * deepStrictEqual(decodeMdpFile(file), {
 *   _tag: 'Left',
 *   left: [{ path: 'discount', expected: 'number above 0, at most 1', found: 2 }],
 * });
 * ```
 */
export const decodeMdpFile = (value: unknown): E.Either<readonly InvalidField[], MdpFile> => {
  const mdp = tabularMdp(value);
  const own = decodeWith(OwnFields)(value);
  if (E.isLeft(mdp))
    return E.left(E.isLeft(own) && t.UnknownRecord.is(value) ? [...mdp.left, ...own.left] : mdp.left);
  return pipe(
    own,
    E.chain(({ discount, logits }) => {
      const wrong = misshapen(mdp.right, logits);
      return wrong.length > 0 ? E.left(wrong) : E.right({ mdp: mdp.right, discount, logits: logits.flat() });
    }),
  );
};

const misshapen = (
  { rewards }: TabularMdp,
  logits: readonly (readonly number[])[],
): readonly InvalidField[] =>
  logits.length === rewards.length
    ? logits.flatMap((row, s) =>
        row.length === rewards[s].length
          ? []
          : [
              {
                path: `logits.${String(s)}`,
                expected: `${String(rewards[s].length)} entries, one for each action`,
                found: row,
              },
            ],
      )
    : [{ path: 'logits', expected: `${String(rewards.length)} rows, one for each state`, found: logits }];
