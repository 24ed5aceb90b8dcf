import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Paths } from './paths';
import type { Peer } from './peers';

/**
 * jax-js, on the Node that runs this. Left below Node 22: Node 20 has neither the `navigator` nor the
 * fused multiply-add that it looks for.
 */
export const jaxJs = (paths: Paths, nodeVersion: string): E.Either<string, Peer> =>
  pipe(
    nodeVersion,
    E.fromPredicate(
      (version) => Number(version.split('.')[0]) >= 22,
      (version) =>
        `expected Node 22 or later, which has the fused multiply-add that it uses, found ${version}`,
    ),
    E.map(() => ({
      name: 'jax-js',
      debiasings: ['none', 'first-order', 'first-order-causal', 'leave-one-out-linear'],
      competitor: (setting) => ({
        command: process.execPath,
        args: [join(paths.peers, 'jax-js-program.js'), JSON.stringify(setting)],
      }),
    })),
  );
