import { decodeWith, describeInvalidField, record } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import type { Costs } from './iteration';

const summary = record('summary', {
  count: t.number,
  median: t.number,
  least: t.number,
  greatest: t.number,
});
const byJobAndByte = record('costs', { job: t.number, byte: t.number });

const calibration = record('calibration', {
  machine: t.string,
  load: t.string,
  coordinator: byJobAndByte,
  broker: byJobAndByte,
  worker: t.number,
  overhead: summary,
  iterations: record('iterations', {
    oneThread: summary,
    twoThreads: summary,
    oneRemote: summary,
    twoRemote: summary,
    remoteToThreads: summary,
    speedup: summary,
  }),
});

/**
 * What was measured on one machine, in seconds: of processors a job and a byte, of a worker a job
 * that computes nothing, and what is compared in rounds.
 */
export type Calibration = t.TypeOf<typeof calibration>;

/** The calibration in a file; Left says what is wrong with it. */
export const parseCalibration = (text: string): E.Either<string, Calibration> =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(text), String),
    E.chain((value) =>
      pipe(
        decodeWith(calibration)(value),
        E.mapLeft((fields) => fields.map(describeInvalidField).join('; ')),
      ),
    ),
  );

/** Of machines that stand apart, what one machine cannot show: 10 Gbit/s, 0.1 ms. */
export const link: Costs['link'] = { byte: 8 / 10e9, latency: 1e-4 };

/** What an iteration on many machines costs. */
export const costsOf = ({ coordinator, broker, worker }: Calibration): Costs => ({
  coordinator,
  broker,
  worker,
  link,
});
