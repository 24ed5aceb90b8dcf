import { connectTo, parseAddress, remoteMap, type Role } from '@sgmrl/distributed';
import type { Elsewhere, Workers } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { silenceOn } from '../terminal/silence';
import type { Terminal } from '../terminal/terminal';
import { credentialsFrom, useAt, withAdvice } from './credentials';
import { remoteNotice } from './remote-notice';

/** The flags that say where work is done. */
interface WorkFlags {
  readonly workers: number | string;
  readonly verifyShare?: number;
  readonly quiet?: true;
}

/** Where work is done, until closed. */
export interface WorkPlace {
  readonly workers: Workers;
  readonly close: () => Promise<void>;
}

type Connection = Parameters<typeof remoteMap>[0]['connection'];

/** A connection to the broker at an address, with what the environment says of it. */
export const brokerAt = (address: string, role: Role): TE.TaskEither<string, Connection> =>
  pipe(
    TE.fromEither(parseAddress(address)),
    TE.bindTo('where'),
    TE.bind('credentials', ({ where }) => pipe(credentialsFrom(process.env), TE.chainEitherK(useAt(where)))),
    TE.chain(({ where, credentials }) =>
      pipe(connectTo(where, credentials, role), TE.mapLeft(withAdvice(where))),
    ),
  );

const onMachines =
  (
    terminal: Terminal,
    connection: Connection,
    { verifyShare: share = 0, quiet }: WorkFlags,
    stopRequested: () => boolean,
  ): Elsewhere =>
  ({ here, ...session }) =>
    TE.tryCatch(
      async () => {
        const own = share > 0 ? here() : undefined;
        const { map, close } = await remoteMap({
          connection,
          ...session,
          verify: own && { share, run: own.run },
          stopRequested,
          onStatus: quiet === true ? undefined : remoteNotice(terminal),
        });
        return {
          map,
          close: async () => {
            await Promise.all([close(), own?.close()]);
          },
        };
      },
      (error) => ({
        kind: 'execution',
        problem: `the broker does not serve: ${error instanceof Error ? error.message : String(error)}`,
      }),
    );

/**
 * Threads of this machine, or workers of a broker, `runsAtOnce` of whose runs are under way
 * together. Once a stop is requested, what no worker of a broker works at is given up.
 */
export const workPlace = async (
  terminal: Terminal,
  flags: WorkFlags,
  stopRequested: () => boolean,
  runsAtOnce = 1,
): Promise<E.Either<string, WorkPlace>> => {
  const { workers, verifyShare } = flags;
  const common = { module: terminal.workerModule, onSilence: silenceOn(terminal) };
  if (typeof workers === 'number')
    return verifyShare === undefined
      ? E.right({ workers: { ...common, threads: workers }, close: () => Promise.resolve() })
      : E.left('--verify-share goes with --workers nats://… or tls://…');
  return pipe(
    brokerAt(workers, 'coordinator'),
    TE.bimap(
      (problem) => `--workers: ${problem}`,
      (connection): WorkPlace => ({
        workers: {
          ...common,
          threads: runsAtOnce,
          elsewhere: onMachines(terminal, connection, flags, stopRequested),
        },
        close: () => connection.close(),
      }),
    ),
  )();
};
