import type {
  Estimate,
  GradientStatistics,
  Metrics,
  ReturnEstimates,
  SignalAndNoise,
} from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';
import { sha256 } from '../files/hash';

/** Wall-clock seconds of the three phases of one iteration. */
export interface PhaseSeconds {
  /** Before the first map: drawing tasks. */
  readonly plan: number;
  /** From there until the last map is done: the tasks, and questions of the outer update. */
  readonly run: number;
  /** After it: the outer step. */
  readonly finish: number;
}

/** One line of metrics.jsonl: the metrics of an iteration and how long it took. */
export interface IterationRecord extends Metrics {
  /** Measured, so the same run takes others each time. */
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

/** Codec of returns in a line of JSON. */
export const returnsCodec: t.Type<ReturnEstimates, unknown, unknown> = t.type({
  discounted: estimate,
  undiscounted: estimate,
});

const signalAndNoise: t.Type<SignalAndNoise, unknown, unknown> = t.type({ signal: figure, noise: figure });

const gradientStatistics: t.Type<GradientStatistics, unknown, unknown> = t.intersection([
  signalAndNoise,
  t.partial({
    parts: t.union([
      t.type({ rest: signalAndNoise, debiasing: signalAndNoise, covariance: figure }),
      t.undefined,
    ]),
  }),
]);

const iterationRecord: t.Type<IterationRecord, unknown, unknown> = t.intersection([
  t.type({
    iteration: t.number,
    timesteps: t.number,
    before: returnsCodec,
    after: returnsCodec,
    gradientNorm: figure,
    parameterNorm: figure,
    seconds: t.type({ plan: t.number, run: t.number, finish: t.number }),
  }),
  t.partial({
    gradientStatistics: t.union([gradientStatistics, t.undefined]),
    shrinkageFactor: t.union([t.number, t.undefined]),
    surrogate: t.union([t.type({ gain: figure, divergence: figure }), t.undefined]),
    uninformative: t.union([t.literal(true), t.undefined]),
  }),
]);

const encodeEstimate = ({ mean, stderr }: Estimate): Estimate => ({ mean, stderr });

/** With their fields in one order. */
export const encodeReturns = ({ discounted, undiscounted }: ReturnEstimates): ReturnEstimates => ({
  discounted: encodeEstimate(discounted),
  undiscounted: encodeEstimate(undiscounted),
});

const encodeSignalAndNoise = ({ signal, noise }: SignalAndNoise): SignalAndNoise => ({ signal, noise });

const encodeStatistics = ({ parts, ...whole }: GradientStatistics): GradientStatistics => ({
  ...encodeSignalAndNoise(whole),
  parts: parts && {
    rest: encodeSignalAndNoise(parts.rest),
    debiasing: encodeSignalAndNoise(parts.debiasing),
    covariance: parts.covariance,
  },
});

/** The line of a record, its end included; fields always come in the same order. */
export const encodeRecord = (record: IterationRecord): string => {
  const { iteration, timesteps, before, after, gradientNorm, parameterNorm, surrogate } = record;
  const { gradientStatistics: statistics } = record;
  const { plan, run, finish } = record.seconds;
  return `${JSON.stringify({
    iteration,
    timesteps,
    before: encodeReturns(before),
    after: encodeReturns(after),
    gradientNorm,
    parameterNorm,
    gradientStatistics: statistics && encodeStatistics(statistics),
    shrinkageFactor: record.shrinkageFactor,
    surrogate: surrogate && { gain: surrogate.gain, divergence: surrogate.divergence },
    uninformative: record.uninformative,
    seconds: { plan, run, finish },
  })}\n`;
};

/** A line of the file, and its record if it is that of an iteration. */
interface Line {
  /** From 1. */
  readonly number: number;
  /** As it was found, but for the end of line. */
  readonly raw: string;
  /** As this program would have ended it. */
  readonly text: string;
  readonly record: IterationRecord | undefined;
}

/** The byte order mark of UTF-8, a character a byte. */
const byteOrderMark = '\xEF\xBB\xBF';

/**
 * The lines but for empty ones. What an editor leaves is no damage: a byte order mark, line ends
 * of Windows, no end of the last line.
 */
const linesOf = (text: string): readonly Line[] =>
  (text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text)
    .split('\n')
    .map((raw, i) => {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      return { number: i + 1, raw, text: line, record: decodeText(iterationRecord)(line) };
    })
    .filter(({ text: line }) => line !== '');

const beginning = '{"iteration":';

/** But for a line at the end that a crash has cut short. */
const withoutCutShort = (text: string, lines: readonly Line[]): readonly Line[] => {
  const { record, raw = '\n' } = lines.at(-1) ?? {};
  const isCutShort = !text.endsWith('\n') && (beginning.startsWith(raw) || raw.startsWith(beginning));
  return record === undefined && isCutShort ? lines.slice(0, -1) : lines;
};

const join = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** What is wrong where no line holds an iteration that there should be. */
const missing = (lines: readonly Line[], iteration: number, iterations: number): string => {
  if (iteration > lines.length)
    return `it ends after iteration ${String(lines.length)}, the checkpoint is of iteration ${String(iterations)}`;
  const { number, record } = lines[iteration - 1];
  return record === undefined
    ? `line ${String(number)} is not the record of an iteration; expected that of iteration ${String(iteration)}`
    : `line ${String(number)} holds iteration ${String(record.iteration)}; expected iteration ${String(iteration)}`;
};

/** Which iterations the lines of a metrics file hold; undefined for a line that is no record. */
export const iterationsIn = (text: string): readonly (number | undefined)[] =>
  withoutCutShort(text, linesOf(text)).map(({ record }) => record?.iteration);

/** Lines of a metrics file that do not belong there. */
export interface SurplusLines {
  /** Their numbers in the file, from 1. */
  readonly numbers: readonly number[];
  /** As they were found, each with an end of line, a character for each byte (latin1). */
  readonly text: string;
  /** Whether the others were in another order than that of iterations, which they have now. */
  readonly reordered: boolean;
}

/** What a metrics file holds of the first iterations. */
export interface SettledMetrics {
  /** In their order. */
  readonly records: readonly IterationRecord[];
  /** The lines of these. */
  readonly text: string;
  /**
   * The rest, but for what an ordinary crash leaves at the end: the line of the next iteration,
   * whole or cut short.
   */
  readonly surplus: SurplusLines;
}

/**
 * Finds the records of the first `iterations` iterations in the text of a metrics file, which has a
 * character for each byte (latin1): for each iteration the first line that holds it. The others are
 * surplus, such as those of a second process that trained the same run. Left says what is missing.
 */
export const settleMetrics =
  (iterations: number) =>
  (text: string): E.Either<string, SettledMetrics> => {
    const lines = withoutCutShort(text, linesOf(text));
    const firsts = new Map<number, Line & { readonly record: IterationRecord }>();
    for (const { record, ...line } of lines)
      if (record !== undefined && !firsts.has(record.iteration))
        firsts.set(record.iteration, { ...line, record });
    return pipe(
      RA.makeBy(iterations, (i) => i + 1),
      E.traverseArray((iteration) =>
        pipe(firsts.get(iteration), E.fromNullable(missing(lines, iteration, iterations))),
      ),
      E.map((kept) => {
        const belong = new Set(kept.map(({ number }) => number));
        const next = lines.at(-1);
        if (next?.record?.iteration === iterations + 1) belong.add(next.number);
        const surplus = lines.filter(({ number }) => !belong.has(number));
        return {
          records: kept.map(({ record }) => record),
          text: join(kept.map((line) => line.text)),
          surplus: {
            numbers: surplus.map(({ number }) => number),
            text: join(surplus.map(({ raw }) => raw)),
            reordered: kept.some(({ number }, i) => i > 0 && number < kept[i - 1].number),
          },
        };
      }),
    );
  };

/**
 * The records of the first `iterations` iterations in the text of a metrics file; what is not one
 * of them (a line that a crash left half-written, an iteration whose checkpoint was not kept, a
 * line that is there twice) is left out. Left says what is missing.
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
export const decodeRecords = (
  iterations: number,
): ((text: string) => E.Either<string, readonly IterationRecord[]>) =>
  flow(
    settleMetrics(iterations),
    E.map(({ records }) => records),
  );

/** Before the first iteration. */
export const noChecksum = '';

/** Seconds are measured, and differ between runs whose checkpoints are the same to the byte. */
const withoutSeconds = (line: string): string => line.replace(/,"seconds":\{[^{}]*\}\}$/, '}');

/**
 * The checksum of lines to which more were added: SHA-256 over the one before and the line, seconds
 * left out.
 */
export const addToChecksum = (checksum: string, lines: string): string =>
  lines
    .split('\n')
    .slice(0, -1)
    .reduce((before, line) => sha256(`${before}\n${withoutSeconds(line)}`), checksum);
