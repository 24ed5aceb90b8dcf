import type { NatsConnection } from '@nats-io/transport-node';

/** Whether the broker can be reached now. */
export interface Link {
  readonly isUp: () => boolean;
  /** Watches no longer. */
  readonly stop: () => void;
}

/** Watches a connection, which is up, and tells when it is again after it was lost. */
export const linkOf = (connection: NatsConnection, onBack: () => void): Link => {
  let up = true;
  let stopped = false;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (stopped) return;
      if (type === 'disconnect') up = false;
      if (type !== 'reconnect') continue;
      up = true;
      onBack();
    }
  })();
  return {
    isUp: () => up && !connection.isClosed(),
    stop: () => {
      stopped = true;
    },
  };
};
