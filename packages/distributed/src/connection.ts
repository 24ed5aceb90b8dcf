import { connect, credsAuthenticator, errors, type NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { dialling } from './dialling';
import { envelopeBytes, partBytes } from './protocol/sizes';
import { inboxOf, streams, type Role } from './protocol/subjects';

/**
 * How to prove who one is, and how to know the broker. Secrets are the text itself; files are
 * paths.
 */
export interface Credentials {
  /** Name of a user of the broker; none unless given. */
  readonly user?: string | undefined;
  /** That user's password. */
  readonly password?: string | undefined;
  /** The text of a NATS credentials file (JWT and seed). */
  readonly credentials?: string | undefined;
  /** File with the certificates of authorities, in PEM, where the system's own are not meant. */
  readonly authority?: string | undefined;
  /** Files with a certificate and its key, in PEM, for brokers that ask for one. */
  readonly certificate?: string | undefined;
  /** The key of `certificate`. */
  readonly key?: string | undefined;
}

/** Where a broker is. */
export interface Address {
  /** `nats://host:port` or `tls://host:port`, always with a port. */
  readonly url: string;
  /** Whether nothing may be said without TLS: `tls://`. */
  readonly secure: boolean;
}

/** What was found in the place of an address, repeated only where no part of it can be a secret. */
const withoutSecrets = (text: string, url: URL | undefined): string => {
  if (text.includes('@')) return 'a name or password in it: give them by environment variables';
  return url === undefined || /[?#]/.test(text) ? 'another address' : JSON.stringify(text);
};

/**
 * Reads `nats://host:port` or `tls://host:port`. A name or password in it is refused: command lines
 * are seen by everyone on a machine.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseAddress } from '@sgmrl/distributed';
 * deepStrictEqual(parseAddress('tls://broker'), { _tag: 'Right', right: { url: 'tls://broker:4222', secure: true } });
 * ```
 */
export const parseAddress = (text: string): E.Either<string, Address> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAddress =
    url !== undefined &&
    /^(nats|tls):\/\//i.test(text) &&
    !/[@?#]/.test(text) &&
    url.hostname !== '' &&
    ['', '/'].includes(url.pathname);
  if (!isAddress)
    return E.left(`expected nats://host:port or tls://host:port, found ${withoutSecrets(text, url)}`);
  return E.right({
    url: `${url.protocol}//${url.hostname}:${url.port === '' ? '4222' : url.port}`,
    secure: url.protocol === 'tls:',
  });
};

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Whom its certificate must name. The client says so of names; of an address, Node would take
 * localhost.
 */
const identityOf = (url: string): { readonly host: string } => ({
  host: new URL(url).hostname.replace(/^\[|\]$/g, ''),
});

/** Whose credentials a broker was given, where they may not do what the role does. */
const ofAnother = (error: unknown, { user }: Credentials, role: Role): string | undefined => {
  const forbidding = error instanceof Error ? (error.cause ?? error) : error;
  if (!(forbidding instanceof errors.PermissionViolationError)) return undefined;
  const { operation, subject } = forbidding;
  const found = user === undefined ? 'others' : `those of the user ${JSON.stringify(user)}`;
  const forbidden = `${operation === 'publish' ? 'send to' : 'listen to'} ${subject}`;
  return `expected the credentials of a ${role}, found ${found}, which may not ${forbidden}`;
};

/** Each role may ask for the workers' consumer; where nobody answers, there is no JetStream. */
const withoutJetStream = async (
  connection: NatsConnection,
  credentials: Credentials,
  role: Role,
): Promise<string | undefined> => {
  try {
    await connection.request(`$JS.API.CONSUMER.INFO.${streams.jobs}.${streams.consumer}`);
    return undefined;
  } catch (error) {
    if (error instanceof errors.RequestError && error.isNoResponders())
      return 'expected a broker with JetStream, found one without: start it with nats-server -js';
    return (
      ofAnother(error, credentials, role) ?? `it does not say whether it has JetStream: ${reason(error)}`
    );
  }
};

/** Why a broker is none for this. */
const problemWith = async (
  connection: NatsConnection,
  credentials: Credentials,
  role: Role,
): Promise<string | undefined> => {
  const [least, most] = [partBytes + envelopeBytes, connection.info?.max_payload ?? 0];
  return most < least
    ? `expected a broker whose max_payload is at least ${String(least)} bytes, found ${String(most)}`
    : withoutJetStream(connection, credentials, role);
};

/** Milliseconds between two attempts to reach the broker. */
const reconnectEvery = 250;

/**
 * Connects to a broker, and for as long as it takes again whenever the connection is lost. Over
 * `tls://` nothing is said to a broker without TLS. Answers come to `_INBOX.coordinator` or
 * `_INBOX.worker`. Left says why there is no first connection; then nothing is left open.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { connectTo } from '@sgmrl/distributed';
 * const none = await connectTo({ url: 'nats://127.0.0.1:1', secure: false }, {}, 'worker')();
 * match(none._tag === 'Left' ? none.left : '', /cannot reach nats:\/\/127.0.0.1:1: /);
 * ```
 */
export const connectTo =
  ({ url, secure }: Address, given: Credentials, role: Role): TE.TaskEither<string, NatsConnection> =>
  async () => {
    const { user, password, credentials, authority, certificate, key } = given;
    try {
      const connection = await dialling(() =>
        connect({
          servers: url,
          name: `sgmrl ${role}`,
          inboxPrefix: inboxOf(role),
          maxReconnectAttempts: -1,
          reconnectTimeWait: reconnectEvery,
          reconnectJitter: reconnectEvery,
          reconnectJitterTLS: reconnectEvery,
          // A broker that restarts may know nobody for a moment.
          ignoreAuthErrorAbort: true,
          pingInterval: 5000,
          maxPingOut: 2,
          timeout: 5000,
          ...(user !== undefined && { user }),
          ...(password !== undefined && { pass: password }),
          ...(credentials !== undefined && {
            authenticator: credsAuthenticator(new TextEncoder().encode(credentials)),
          }),
          ...(secure && {
            tls: {
              ...identityOf(url),
              ...(authority !== undefined && { caFile: authority }),
              ...(certificate !== undefined && { certFile: certificate }),
              ...(key !== undefined && { keyFile: key }),
            },
          }),
        }),
      );
      const problem = await problemWith(connection, given, role);
      if (problem === undefined) return E.right(connection);
      await connection.close();
      return E.left(`${url}: ${problem}`);
    } catch (error) {
      return E.left(`cannot reach ${url}: ${reason(error)}`);
    }
  };
