import { errors, type NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import { decodeReply, type Reply, type WorkerMessage } from '../protocol/messages';
import { subjects } from '../protocol/subjects';
import { encode } from '../wire/encode';
import type { Waiting } from '../waiting';

/** Milliseconds. */
const answerWithin = 3000;

/**
 * What a coordinator answers; `gone` if nobody listens, `silent` if it did not answer, `lost` if the
 * connection was lost before it could be heard.
 */
export type Answer = Reply | 'gone' | 'silent' | 'lost';

/** A message of a worker, without the worker's name. */
export type Said = WorkerMessage extends infer Message
  ? Message extends WorkerMessage
    ? Omit<Message, 'worker'>
    : never
  : never;

/** Says something to the coordinator of a session, and brings its answer. */
export type Ask = (session: string, said: Said) => Promise<Answer>;

/** Asks as a worker. What was lost with a connection is not waited for once there is another. */
export const askingAs =
  (connection: NatsConnection, worker: string, untilBack: Waiting): Ask =>
  async (session, said) => {
    const message = encode({ worker, ...said });
    try {
      const reply = await untilBack.orWoken(
        connection.request(subjects.lead(session), message, { timeout: answerWithin }),
      );
      if (reply === undefined) return 'lost';
      const decoded = decodeReply(reply.data);
      return E.isRight(decoded) ? decoded.right : 'silent';
    } catch (error) {
      if (error instanceof errors.RequestError && error.isNoResponders()) return 'gone';
      return error instanceof errors.TimeoutError ? 'silent' : 'lost';
    }
  };
