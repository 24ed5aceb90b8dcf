import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { decodeWith, describeInvalidField, record } from '@sgmrl/codecs';
import { atan, exp, log, sin } from '@sgmrl/elementary';
import { workerPool, type Silence } from '@sgmrl/execution';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Config, ConfiguredModule } from '../configuration/config';
import { configFrom } from '../configuration/config-from';
import { modulesNamed } from '../configuration/modules-of';
import { describeError, type ExecutionFailure } from '../errors/experiment-error';
import { arithmeticOf } from '../run/arithmetic';
import { versions, versionsCodec, type Versions } from '../run/versions';
import { describeJob } from './learner';
import { decodeWork, type TrainingResult, type TrainingWork } from './work-codec';

/** Work in words. */
export const describeWork = (work: TrainingWork): string =>
  'adaptation' in work ? `held-out task ${String(work.job.index)}` : describeJob(work);

/** What workers elsewhere are told before they work, and how to check what they bring. */
export interface Session<J, R> {
  /** Plain data, for {@link workshop}. */
  readonly setup: unknown;
  /** Names work in messages. */
  readonly describe: (work: J) => string;
  /** Checks what a worker brought for some work; Left says what is wrong with it. */
  readonly decodeResult: (value: unknown, work: J) => E.Either<string, R>;
  /** The same on a thread of this machine, until closed. */
  readonly here: () => {
    /** Does a piece of the work. */
    readonly run: (work: J) => Promise<R>;
    /** Ends the thread. */
    readonly close: () => Promise<void>;
  };
}

/** Where else work is done: a map that stands until closed. */
export type Elsewhere = <J, R>(
  session: Session<J, R>,
) => TE.TaskEither<
  ExecutionFailure,
  {
    /**
     * The results in the order of the work, each checked by the session. Rejected with an error
     * whose name is `AbortError` if it is given up because the program is to stop. Where a worker
     * returned other bits, its name is `WrongResultError`, and `since` says when the first result of
     * that worker was taken, by `performance.now()`.
     */
    readonly map: (work: readonly J[]) => Promise<readonly R[]>;
    /** Takes back what is not done. */
    readonly close: () => Promise<void>;
  }
>;

const points = 64;

/** A digest of what this machine computes: the same wherever arithmetic is the same. */
export const arithmetic = (): string => {
  const values = Array.from({ length: points }, (_, i) => (i - points / 2) / 7).flatMap((x) => [
    exp(x),
    sin(x),
    atan(x),
    log(1 + x * x),
    Math.sqrt(x * x + 1 / 3),
  ]);
  const digest = createHash('sha256').update(Float64Array.from(values)).digest('hex');
  return `${endianness()}-${digest.slice(0, 16)}`;
};

interface Setup {
  readonly versions: Versions;
  readonly arithmetic: string;
  readonly config: unknown;
}

const setupCodec: t.Type<Setup> = record('setup', {
  versions: versionsCodec,
  arithmetic: t.string,
  config: t.unknown,
});

/** What workers are told of a configuration. */
export const setupOf = (config: Config): Setup => ({ versions, arithmetic: arithmetic(), config });

/** Node may be another: its versions compute the same. */
const compared = ['sgmrl', 'mujoco', 'tfjs'] as const;

const differenceOf = (setup: Setup): string | undefined => {
  const other = compared.find((name) => setup.versions[name] !== versions[name]);
  if (other !== undefined)
    return `expected ${other} ${setup.versions[other]}, as the coordinator has, found ${versions[other]} here`;
  const mine = arithmetic();
  return setup.arithmetic === mine
    ? undefined
    : `expected arithmetic ${setup.arithmetic}, as the coordinator has, found ${mine} here`;
};

/** A module is run only if whoever started the worker gave one of the same content. */
const missingModule = (
  asked: readonly ConfiguredModule[],
  own: readonly ConfiguredModule[],
): string | undefined => {
  const missing = asked.find(({ sha256 }) => own.every((one) => one.sha256 !== sha256));
  return (
    missing &&
    `expected a module with the content of ${missing.module} (SHA-256 ${missing.sha256}), found none: give it by --with`
  );
};

/** What keeps a setup from being worked at here. */
const problemWith = (told: Setup, own: readonly ConfiguredModule[]): string | undefined =>
  differenceOf(told) ??
  pipe(
    modulesNamed('the coordinator', own)(told.config),
    E.match(describeError, (asked) => missingModule(asked, own)),
  );

/** How a worker works. */
export interface WorkshopOptions {
  /** How many worker threads, from 1. */
  readonly threads: number;
  /** File URL or path of this package's worker module. */
  readonly module: string;
  /** The modules of words that it may run. */
  readonly modules: readonly ConfiguredModule[];
  /** Is told when its threads have ended no job for long. */
  readonly onSilence?: (silence: Silence) => void;
}

/** What does the work of a session. */
export interface TrainingWorkshop {
  /** Does a piece of the work, and gives its result; rejected where it is none or fails. */
  readonly run: (work: unknown) => Promise<unknown>;
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

/**
 * Makes ready for the work of another machine's run. Left says why this one will not do it: another
 * version, other arithmetic, a module that it was not given, a configuration that is none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { workshop } from '@sgmrl/experiments';
 * const opened = await workshop({ threads: 1, module: '', modules: [] })('nonsense')();
 * deepStrictEqual(opened, { _tag: 'Left', left: 'expected setup, found "nonsense"' });
 * ```
 */
export const workshop =
  ({ threads, module, modules, onSilence }: WorkshopOptions) =>
  (setup: unknown): TE.TaskEither<string, TrainingWorkshop> =>
    pipe(
      decodeWith(setupCodec)(setup),
      E.mapLeft((fields) => fields.map(describeInvalidField).join('; ')),
      E.chain((told) => {
        const problem = problemWith(told, modules);
        return problem === undefined ? E.right(told.config) : E.left(problem);
      }),
      TE.fromEither,
      TE.chain((config) => pipe(configFrom('the coordinator', modules)(config), TE.mapLeft(describeError))),
      TE.chainFirstEitherK((config) => pipe(arithmeticOf(config), E.mapLeft(describeError))),
      TE.map((config): TrainingWorkshop => {
        const pool = workerPool<(work: TrainingWork) => TrainingResult>({
          workers: threads,
          module,
          name: 'run',
          data: config,
          describe: describeWork,
          onSilence,
        });
        return {
          run: async (value) => {
            const work = decodeWork(value);
            if (E.isLeft(work)) throw new Error(work.left);
            const [result] = await pool.map([work.right]);
            return result;
          },
          close: pool.close,
        };
      }),
    );
