import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type Consumer,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { createHash } from 'node:crypto';
import { split } from './parts';
import { longest, partBytes, partsOf, streams, subjects } from './protocol';
import type { BlobReference } from './wire';

/** What a coordinator asks of the broker. */
export interface LeadBroker {
  /** Makes the streams and the workers' consumer where they are not there. */
  readonly prepare: () => Promise<void>;
  readonly publish: (session: string, message: Uint8Array) => Promise<void>;
  readonly putBlob: (session: string, hash: string, bytes: Uint8Array) => Promise<void>;
  readonly dropBlob: (session: string, hash: string) => Promise<void>;
  /** How many jobs of a session the broker holds, those that are being done included. */
  readonly held: (session: string) => Promise<number>;
  /** Removes all of a session. */
  readonly clear: (session: string) => Promise<void>;
}

/** What a session leaves behind if its coordinator was killed is gone after so long, in hours. */
const blobHours = 24;

const hours = 3_600_000;

/** Messages that are sent before the first of them is confirmed. */
const window = 64;

/** Applies an effect to each, several at once. */
export const inWindow = async <A>(all: readonly A[], effect: (a: A) => Promise<void>): Promise<void> => {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const each of waiting) await effect(each);
  };
  await Promise.all(Array.from({ length: Math.min(window, all.length) }, lane));
};

/** The SHA-256 of bytes, in hexadecimal. */
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** All is kept in the broker's memory: what it loses, the coordinator sends again. */
export const leadBroker = async (connection: NatsConnection, ackWait: number): Promise<LeadBroker> => {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const client = jetstream(connection);
  return {
    prepare: async () => {
      await manager.streams.add({
        name: streams.jobs,
        subjects: [subjects.jobs],
        retention: RetentionPolicy.Workqueue,
        storage: StorageType.Memory,
        discard: DiscardPolicy.New,
      });
      await manager.streams.add({
        name: streams.blobs,
        subjects: [subjects.blobs],
        storage: StorageType.Memory,
        discard: DiscardPolicy.New,
        allow_direct: true,
        max_msgs_per_subject: 1,
        max_age: nanos(blobHours * hours),
      });
      await manager.consumers.add(streams.jobs, {
        durable_name: streams.consumer,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(ackWait),
        max_ack_pending: -1,
        max_deliver: -1,
      });
    },
    publish: async (session, message) => {
      await client.publish(subjects.job(session), message);
    },
    putBlob: (session, hash, bytes) =>
      inWindow([...split(bytes).entries()], async ([i, part]) => {
        await client.publish(subjects.blob(session, hash, i), part);
      }),
    dropBlob: async (session, hash) => {
      await manager.streams.purge(streams.blobs, { filter: `sgmrl.blob.${session}.${hash}.*` });
    },
    held: async (session) => {
      const subject = subjects.job(session);
      const { state } = await manager.streams.info(streams.jobs, { subjects_filter: subject });
      return state.subjects?.[subject] ?? 0;
    },
    clear: async (session) => {
      await manager.streams.purge(streams.jobs, { filter: subjects.job(session) });
      await manager.streams.purge(streams.blobs, { filter: `sgmrl.blob.${session}.>` });
    },
  };
};

/** What a worker asks of the broker. */
export interface WorkerBroker {
  /** The consumer that gives it jobs; rejected while there is none. */
  readonly consumer: () => Promise<Consumer>;
  /**
   * A blob; undefined if the broker lacks it, or a part of it. A text says that it is another than
   * its name says.
   */
  readonly blob: (session: string, wanted: BlobReference) => Promise<Uint8Array | string | undefined>;
}

/** Reads, and never writes. */
export const workerBroker = async (connection: NatsConnection): Promise<WorkerBroker> => {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const client = jetstream(connection);
  return {
    consumer: () => client.consumers.get(streams.jobs, streams.consumer),
    blob: async (session, { hash, length }) => {
      if (length > longest)
        return `expected a blob of at most ${String(longest)} bytes, found ${String(length)}`;
      const parts = Array.from({ length: partsOf(length) }, (_, i) => i);
      const bytes = new Uint8Array(length);
      let whole = true;
      await inWindow(parts, async (i) => {
        const found = whole
          ? await manager.direct
              .getMessage(streams.blobs, { last_by_subj: subjects.blob(session, hash, i) })
              .catch(() => null)
          : null;
        if (found === null || found.data.length !== Math.min(partBytes, length - i * partBytes))
          whole = false;
        else bytes.set(found.data, i * partBytes);
      });
      if (!whole) return undefined;
      return hashOf(bytes) === hash ? bytes : `expected the blob ${hash}, found other bytes`;
    },
  };
};
