import type { IterationRecord } from '@sgmrl/experiments';
import { doubleField, floatField, messageField, textField, wholeNumberField } from './protobuf';
import { concatenated, tfrecord } from './tfrecord';

/**
 * Fields of the messages Event, Summary and Summary.Value of TensorFlow's event.proto and
 * summary.proto.
 */
const eventFields = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const summaryValue = 1;
const valueFields = { tag: 1, simpleValue: 2 } as const;

const event = (seconds: number, content: readonly Uint8Array[]): Uint8Array =>
  tfrecord(concatenated([doubleField(eventFields.wallTime, seconds), ...content]));

const scalars = ({ before, after, ...record }: IterationRecord): Readonly<Record<string, number>> => ({
  'return/before': before.undiscounted.mean,
  'return/after': after.undiscounted.mean,
  'discounted return/before': before.discounted.mean,
  'discounted return/after': after.discounted.mean,
  'norm/gradient': record.gradientNorm,
  'norm/parameters': record.parameterNorm,
  ...(record.surrogate === undefined ? {} : { divergence: record.surrogate.divergence }),
  'seconds/plan': record.seconds.plan,
  'seconds/run': record.seconds.run,
  'seconds/finish': record.seconds.finish,
  timesteps: record.timesteps,
});

const summary = (record: IterationRecord): Uint8Array =>
  messageField(
    eventFields.summary,
    Object.entries(scalars(record)).map(([tag, value]) =>
      messageField(summaryValue, [
        textField(valueFields.tag, tag),
        floatField(valueFields.simpleValue, value),
      ]),
    ),
  );

/** TensorBoard knows event files by the middle of their names. */
export const eventFileName = 'events.out.tfevents.0.sgmrl';

const secondsOf = ({ seconds: { plan, run, finish } }: IterationRecord): number => plan + run + finish;

/** The first bytes of an event file. */
const beginning = event(0, [textField(eventFields.fileVersion, 'brain.Event:2')]);

const eventOf = (seconds: number, record: IterationRecord): Uint8Array =>
  event(seconds, [wholeNumberField(eventFields.step, record.iteration), summary(record)]);

/** An event file that grows: what it holds so far, and what one iteration more appends to it. */
export interface EventLog {
  /** All that the file holds before the first call of `append`. */
  readonly bytes: Uint8Array;
  /** The bytes of the next iteration. Each call adds its seconds to the time of the next ones. */
  readonly append: (record: IterationRecord) => Uint8Array;
}

/**
 * The event file of the iterations that were done, and those to come.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { eventLog } from '@sgmrl/report';
 * const returns = { mean: 1, stderr: 0 };
 * const estimates = { undiscounted: returns, discounted: returns };
 * const record = { iteration: 1, timesteps: 10, before: estimates, after: estimates,
 *   gradientNorm: 1, parameterNorm: 1, seconds: { plan: 0, run: 1, finish: 0 } };
 * const { bytes, append } = eventLog([]);
 * ok(bytes.length > 0); // it begins with the version of the format
 * // A file of one iteration is one that was begun, and the iteration appended.
 * strictEqual(bytes.length + append(record).length, eventLog([record]).bytes.length);
 * ```
 */
export const eventLog = (records: readonly IterationRecord[]): EventLog => {
  let seconds = 0;
  const append = (record: IterationRecord): Uint8Array => {
    seconds += secondsOf(record);
    return eventOf(seconds, record);
  };
  return { bytes: concatenated([beginning, ...records.map(append)]), append };
};

/**
 * A run's metrics as an event file of TensorBoard: scalars against iterations. Time begins with the
 * run, at zero, so that the same run gives the same bytes.
 */
export const eventFile = (records: readonly IterationRecord[]): Uint8Array => eventLog(records).bytes;
