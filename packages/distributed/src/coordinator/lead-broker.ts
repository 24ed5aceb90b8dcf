import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { inWindow } from '../in-window';
import { split } from '../protocol/parts';
import { jobIn, streams, subjects } from '../protocol/subjects';

/** What the broker has of a session. */
export interface Holding {
  /** The jobs that it holds, those that are being done included. */
  readonly jobs: ReadonlySet<number>;
  /** Whether the workers' consumer knows of every job that is there. */
  readonly tracked: boolean;
}

/** What a coordinator asks of the broker. */
export interface LeadBroker {
  /** Makes the streams and the workers' consumer where they are not there. */
  readonly prepare: () => Promise<void>;
  readonly publish: (session: string, job: number, message: Uint8Array) => Promise<void>;
  readonly putBlob: (session: string, hash: string, bytes: Uint8Array) => Promise<void>;
  readonly dropBlob: (session: string, hash: string) => Promise<void>;
  /** What the broker has of a session; rejected where a stream or the consumer is not there. */
  readonly held: (session: string) => Promise<Holding>;
  /** Makes the consumer anew: it gives all jobs that are there, also those that it lost track of. */
  readonly renewConsumer: () => Promise<void>;
  /** Removes the blobs of a session; its jobs are dropped by whoever takes them. */
  readonly clear: (session: string) => Promise<void>;
}

/** What a session leaves behind if its coordinator was killed is gone after so long, in hours. */
const blobHours = 24;

const hours = 3_600_000;

/** All is kept in the broker's memory: what it loses, the coordinator sends again. */
export const leadBroker = async (connection: NatsConnection, ackWait: number): Promise<LeadBroker> => {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const client = jetstream(connection);
  const addConsumer = async (): Promise<void> => {
    await manager.consumers.add(streams.jobs, {
      durable_name: streams.consumer,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(ackWait),
      max_ack_pending: -1,
      max_deliver: -1,
    });
  };
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
      await addConsumer();
    },
    publish: async (session, job, message) => {
      await client.publish(subjects.job(session, job), message);
    },
    putBlob: (session, hash, bytes) =>
      inWindow([...split(bytes).entries()], async ([i, part]) => {
        await client.publish(subjects.part(session, hash, i), part);
      }),
    dropBlob: async (session, hash) => {
      await manager.streams.purge(streams.blobs, { filter: subjects.partsOf(session, hash) });
    },
    held: async (session) => {
      const filter = subjects.jobsOf(session);
      const [{ state }, { num_pending: unseen, num_ack_pending: given }] = await Promise.all([
        manager.streams.info(streams.jobs, { subjects_filter: filter }),
        manager.consumers.info(streams.jobs, streams.consumer),
      ]);
      const jobs = Object.keys(state.subjects ?? {}).map((subject) => jobIn(session, subject));
      return {
        jobs: new Set(jobs.filter((job) => job !== undefined)),
        tracked: state.messages <= unseen + given,
      };
    },
    renewConsumer: async () => {
      await manager.consumers.delete(streams.jobs, streams.consumer);
      await addConsumer();
    },
    clear: async (session) => {
      // A purge of some jobs makes the consumer of a broker of 2.9 forget jobs of other sessions.
      await manager.streams.purge(streams.blobs, { filter: subjects.blobsOf(session) });
    },
  };
};
