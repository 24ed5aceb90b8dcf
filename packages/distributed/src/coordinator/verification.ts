import { randomInt } from 'node:crypto';
import { encode } from '../wire/encode';

/** Doing some jobs once more, here, to see that workers are right. */
export interface ResultCheck<J, R> {
  /** The share of jobs, from 0 to 1. */
  readonly share: number;
  /** Does a job here; what a worker brings must be the same, bit for bit. */
  readonly run: (job: J) => Promise<R>;
}

const draws = 0x1_0000_0000;

/** Whether a thing that happens to so large a share happens now; no worker can know. */
const chosen = (share: number): boolean => randomInt(draws) < share * draws;

const sameBits = (a: unknown, b: unknown): boolean => Buffer.compare(encode(a), encode(b)) === 0;

/** A worker returned other bits; results of it were taken since then. */
const wrongResult = (problem: string, since: number): Error =>
  Object.assign(new Error(problem), { name: 'WrongResultError', since });

/**
 * Does a share of jobs once more. An error says what is wrong with a result; undefined says that
 * nothing is, or that it was not looked at.
 *
 * @throws RangeError unless the share is from 0 to 1.
 */
export const verification = <J, R>(
  { share, run }: ResultCheck<J, R>,
  now: () => number = () => performance.now(),
): ((name: string, job: J, worker: string, result: R) => Promise<Error | undefined>) => {
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`verify: expected a share from 0 to 1, found ${String(share)}`);
  /** When the first result of each worker came. */
  const first = new Map<string, number>();
  return async (name, job, worker, result) => {
    const since = first.get(worker) ?? now();
    first.set(worker, since);
    if (!chosen(share)) return undefined;
    try {
      return sameBits(await run(job), result)
        ? undefined
        : wrongResult(`${name}: ${worker} returned other bits than are computed here`, since);
    } catch (error) {
      return new Error(`${name} could not be verified here: ${String(error)}`);
    }
  };
};
