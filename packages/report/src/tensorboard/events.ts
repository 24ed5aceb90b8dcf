import type { ComparedRun, IterationRecord } from '@sgmrl/experiments';
import { doubleField, floatField, messageField, textField, wholeNumberField } from './protobuf';
import { concatenated, tfrecord } from './tfrecord';

/** Fields of the messages Event, Summary and Summary.Value of TensorFlow's event.proto and summary.proto. */
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

/**
 * A run's metrics as an event file of TensorBoard: scalars against iterations. Time begins with the run, at zero, so
 * that the same run gives the same bytes.
 */
export const eventFile = ({ records }: ComparedRun): Uint8Array => {
  let seconds = 0;
  const events = records.map((record) => {
    seconds += record.seconds.plan + record.seconds.run + record.seconds.finish;
    return event(seconds, [wholeNumberField(eventFields.step, record.iteration), summary(record)]);
  });
  return concatenated([event(0, [textField(eventFields.fileVersion, 'brain.Event:2')]), ...events]);
};
