import { jetstream, jetstreamManager, type Consumer } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { inWindow } from '../in-window';
import { longest, partBytes, partsOf } from '../protocol/sizes';
import { streams, subjects } from '../protocol/subjects';
import type { BlobReference } from '../wire/decode';
import { hashOf } from '../wire/hash';

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
              .getMessage(streams.blobs, { last_by_subj: subjects.part(session, hash, i) })
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
