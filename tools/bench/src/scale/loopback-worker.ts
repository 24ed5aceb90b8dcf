import { connectTo, serve } from '@sgmrl/distributed';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { orThrow } from '../or-throw';

const loopbackJob = t.type({ numbers: t.number });

/** Asks for so many numbers, and for nothing that has to be computed. */
export type LoopbackJob = t.TypeOf<typeof loopbackJob>;

/** Asks for nothing. */
export const emptyJob: LoopbackJob = { numbers: 0 };

/** Does such jobs for the broker at an address, for ever. */
export const loopbackWorker = async (url: string): Promise<void> => {
  const connection = orThrow(await connectTo({ url, secure: false }, {}, 'worker')());
  await serve({
    connection,
    name: 'worker',
    jobs: 1,
    open: () =>
      Promise.resolve(
        E.right({
          run: (job: unknown) =>
            loopbackJob.is(job)
              ? Promise.resolve(new Float64Array(job.numbers))
              : Promise.reject(new Error('expected how many numbers')),
          close: () => Promise.resolve(),
        }),
      ),
    stop: new AbortController().signal,
  });
};
