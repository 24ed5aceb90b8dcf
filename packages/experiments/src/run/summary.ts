import type { ReturnEstimates } from '@sgmrl/meta-learning';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';
import { isLeap, remember, type RecentNorms } from './gradient-leap';
import type { IterationRecord } from './metrics-file';
import { versionsCodec, type Versions } from './versions';

/** The returns of one iteration. */
export interface IterationReturns {
  /** Counted from 1. */
  readonly iteration: number;
  /** Before adaptation, over the tasks of the iteration. */
  readonly before: ReturnEstimates;
  /** After ζ inner steps. */
  readonly after: ReturnEstimates;
}

/** What summary.json holds: how a run ended, and what it learned. */
export interface Summary {
  /** All iterations done, stopped by the user, or ended by a failure. */
  readonly status: 'finished' | 'stopped' | 'failed';
  /** What failed; null unless it did. */
  readonly problem: string | null;
  /** Outer iterations done. */
  readonly iterations: number;
  /** Environment steps taken. */
  readonly timesteps: number;
  /** Null before the first iteration. */
  readonly first: IterationReturns | null;
  /** Null before the first iteration. */
  readonly last: IterationReturns | null;
  /**
   * In how many iterations the meta-gradient told nothing (`uninformative` in metrics.jsonl);
   * missing where in none.
   */
  readonly uninformative?: number | undefined;
  /**
   * The first iteration whose meta-gradient was at least 100 times as long as the median of those
   * before; missing where none was.
   */
  readonly firstLeap?: number | undefined;
  /**
   * The best return on validation tasks, and after which iteration; missing where there were none.
   */
  readonly best?:
    | {
        /** After so many outer iterations. */
        readonly iteration: number;
        /** After ζ inner steps. */
        readonly after: ReturnEstimates;
      }
    | undefined;
  /**
   * From this iteration on, the states of the run may hold wrong results of a worker; missing unless
   * one was found to return other bits.
   */
  readonly wrongSince?: number | undefined;
  /** Missing unless training ended because validation found nothing better for long. */
  readonly early?: true | undefined;
  /** Wall-clock seconds of all iterations. */
  readonly seconds: number;
  /** With what the last of them were computed; missing in summaries of old. */
  readonly versions?: Versions | undefined;
}

const returnsOf = ({ iteration, before, after }: IterationRecord): IterationReturns => ({
  iteration,
  before,
  after,
});

/** What a summary remembers of the iterations so far; constant in size. */
export interface Progress {
  readonly first: IterationRecord | undefined;
  readonly last: IterationRecord | undefined;
  readonly uninformative: number;
  readonly norms: RecentNorms;
  readonly firstLeap: number | undefined;
  readonly seconds: number;
}

/** Before the first iteration. */
export const noProgress: Progress = {
  first: undefined,
  last: undefined,
  uninformative: 0,
  norms: [],
  firstLeap: undefined,
  seconds: 0,
};

/** One iteration more. */
export const advance = (
  { first, uninformative, norms, firstLeap, seconds }: Progress,
  record: IterationRecord,
): Progress => ({
  first: first ?? record,
  last: record,
  uninformative: uninformative + (record.uninformative === true ? 1 : 0),
  norms: remember(norms, record.gradientNorm),
  firstLeap: firstLeap ?? (isLeap(norms, record.gradientNorm) ? record.iteration : undefined),
  seconds: seconds + record.seconds.plan + record.seconds.run + record.seconds.finish,
});

/** The summary of a run that ended. */
export const summarize = (
  { first, last, uninformative, firstLeap, seconds }: Progress,
  status: Summary['status'],
  problem: string | null,
  versions: Versions | undefined,
): Summary => ({
  status,
  problem,
  iterations: last?.iteration ?? 0,
  timesteps: last?.timesteps ?? 0,
  first: first === undefined ? null : returnsOf(first),
  last: last === undefined ? null : returnsOf(last),
  uninformative: uninformative === 0 ? undefined : uninformative,
  firstLeap,
  seconds: Math.round(seconds * 1e3) / 1e3,
  versions,
});

const failure = t.readonly(
  t.type({ status: t.literal('failed'), problem: t.string, iterations: t.number }),
  'failure',
);

const wrong = t.readonly(
  t.type({ status: t.literal('failed'), wrongSince: t.number }),
  'failure with wrong results',
);

const written = t.readonly(t.type({ versions: versionsCodec }), 'versions');

/**
 * What failed and after how many iterations, by the text of summary.json; undefined if it tells of
 * no failure.
 */
export const failureIn = decodeText(failure);

/** From which iteration on states may be wrong, by the text of summary.json; undefined if none is. */
export const wrongSinceIn = (text: string): number | undefined => decodeText(wrong)(text)?.wrongSince;

/** What a run was computed with, by the text of summary.json; undefined if it does not say. */
export const versionsIn = (text: string): Versions | undefined => decodeText(written)(text)?.versions;
