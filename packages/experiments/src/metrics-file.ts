import type { Estimate, Metrics, ReturnEstimates } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';

/** Wall-clock seconds of the three phases of one iteration. */
export interface PhaseSeconds {
  readonly plan: number;
  readonly run: number;
  readonly finish: number;
}

/** One line of metrics.jsonl: the metrics of an iteration and how long it took. */
export interface IterationRecord extends Metrics {
  readonly seconds: PhaseSeconds;
}

/** JSON writes null where a norm or a mean of finite numbers is beyond the largest number. */
const figure = new t.Type<number, number, unknown>(
  'number',
  t.number.is,
  (value, context) => (value === null ? t.success(NaN) : t.number.validate(value, context)),
  t.identity,
);

const estimate: t.Type<Estimate, unknown, unknown> = t.type({
  mean: figure,
  stderr: t.union([t.number, t.null]),
});

const returns: t.Type<ReturnEstimates, unknown, unknown> = t.type({
  discounted: estimate,
  undiscounted: estimate,
});

const iterationRecord: t.Type<IterationRecord, unknown, unknown> = t.intersection([
  t.type({
    iteration: t.number,
    timesteps: t.number,
    before: returns,
    after: returns,
    gradientNorm: figure,
    parameterNorm: figure,
    seconds: t.type({ plan: t.number, run: t.number, finish: t.number }),
  }),
  t.partial({
    surrogate: t.union([t.type({ gain: figure, divergence: figure }), t.undefined]),
    uninformative: t.union([t.literal(true), t.undefined]),
  }),
]);

const encodeEstimate = ({ mean, stderr }: Estimate): Estimate => ({ mean, stderr });

const encodeReturns = ({ discounted, undiscounted }: ReturnEstimates): ReturnEstimates => ({
  discounted: encodeEstimate(discounted),
  undiscounted: encodeEstimate(undiscounted),
});

/** The line of a record, its end included; fields always come in the same order. */
export const encodeRecord = (record: IterationRecord): string => {
  const { iteration, timesteps, before, after, gradientNorm, parameterNorm, surrogate } = record;
  const { plan, run, finish } = record.seconds;
  return `${JSON.stringify({
    iteration,
    timesteps,
    before: encodeReturns(before),
    after: encodeReturns(after),
    gradientNorm,
    parameterNorm,
    surrogate: surrogate && { gain: surrogate.gain, divergence: surrogate.divergence },
    uninformative: record.uninformative,
    seconds: { plan, run, finish },
  })}\n`;
};

const decodeLine = (line: string, index: number): E.Either<string, IterationRecord> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(line), String),
    E.chainW(iterationRecord.decode),
    E.mapLeft(() => `line ${String(index + 1)} is not the record of an iteration`),
    E.filterOrElse(
      ({ iteration }) => iteration === index + 1,
      ({ iteration }) => `line ${String(index + 1)} holds iteration ${String(iteration)}`,
    ),
  );

/**
 * The records of the first `iterations` iterations in the text of a metrics file; what follows them (a line that a
 * crash left half-written, an iteration whose checkpoint was not kept) is left out. Left says what is missing.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { decodeRecords } from '@sgmrl/experiments';
 * // A crash left half a line, but no checkpoint that says it counts …
 * deepStrictEqual(decodeRecords(0)('{"iteration":1,"times'), { _tag: 'Right', right: [] });
 * // … while a checkpoint of what is not there is an error.
 * deepStrictEqual(decodeRecords(1)('{"iteration":1,"times'), {
 *   _tag: 'Left',
 *   left: 'it ends after iteration 0, the checkpoint is of iteration 1',
 * });
 * ```
 */
export const decodeRecords =
  (iterations: number) =>
  (text: string): E.Either<string, readonly IterationRecord[]> => {
    const lines = text.split('\n').slice(0, -1);
    return lines.length < iterations
      ? E.left(
          `it ends after iteration ${String(lines.length)}, the checkpoint is of iteration ${String(iterations)}`,
        )
      : pipe(
          lines.slice(0, iterations),
          RA.traverseWithIndex(E.Applicative)((i, line) => decodeLine(line, i)),
        );
  };
