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

/**
 * Does a share of jobs once more. A text says what is wrong with a result; undefined says that
 * nothing is, or that it was not looked at.
 *
 * @throws RangeError unless the share is from 0 to 1.
 */
export const verification = <J, R>({
  share,
  run,
}: ResultCheck<J, R>): ((name: string, job: J, worker: string, result: R) => Promise<string | undefined>) => {
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`verify: expected a share from 0 to 1, found ${String(share)}`);
  return async (name, job, worker, result) => {
    if (!chosen(share)) return undefined;
    try {
      return sameBits(await run(job), result)
        ? undefined
        : `${name}: ${worker} returned other bits than are computed here`;
    } catch (error) {
      return `${name} could not be verified here: ${String(error)}`;
    }
  };
};
