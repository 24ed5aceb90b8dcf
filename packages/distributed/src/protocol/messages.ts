import { atMost, byKind, decodeWith, describeInvalidField, record, refine, wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decode, type BlobReference } from '../wire/decode';
import { isBytes } from '../wire/typed-array';
import { longest, mostParts, partBytes } from './sizes';

/** Of the messages between coordinator and workers; one who speaks another is refused. */
export const protocolVersion = 1;

const token = refine(t.string, '8 to 64 letters, digits, - or _', (text) => /^[\w-]{8,64}$/.test(text));
const hash = refine(t.string, '64 hexadecimal digits', (text) => /^[\da-f]{64}$/.test(text));
const text = refine(t.string, 'a text of at most 4000 characters', ({ length }) => length <= 4000);
const number = wholeNumber(0, Number.MAX_SAFE_INTEGER);
const bytes: t.Type<Uint8Array> = new t.Type(
  `at most ${String(partBytes)} bytes`,
  (u): u is Uint8Array => isBytes(u) && u.length <= partBytes,
  (u, context) => (bytes.is(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
);

/** A job on its way to a worker. */
export interface JobMessage {
  readonly version: typeof protocolVersion;
  readonly session: string;
  /** Its number in the session. */
  readonly job: number;
  /** What it is called in messages to people. */
  readonly name: string;
  /** The blob that says what the session is about. */
  readonly setup: BlobReference;
  /** The job itself, encoded, or the blob that holds that. */
  readonly work: Uint8Array | BlobReference;
}

const reference: t.Type<BlobReference> = record('reference', { hash, length: wholeNumber(0, longest) });

const jobMessage: t.Type<JobMessage> = record('job', {
  version: t.literal(protocolVersion),
  session: token,
  job: number,
  name: text,
  setup: reference,
  work: t.union([bytes, reference]),
});

/** A part of a result. */
export interface ResultPart {
  readonly kind: 'result';
  readonly worker: string;
  readonly job: number;
  readonly part: number;
  readonly parts: number;
  readonly bytes: Uint8Array;
}

/** What a worker says to the coordinator. */
export type WorkerMessage =
  /** It asks whether to do a job. */
  | { readonly kind: 'begin'; readonly worker: string; readonly job: number }
  | ResultPart
  /** The job failed on it. */
  | { readonly kind: 'failed'; readonly worker: string; readonly job: number; readonly problem: string }
  /** It gives a job back, undone. */
  | { readonly kind: 'back'; readonly worker: string; readonly job: number }
  /** It will not do jobs of this session. */
  | { readonly kind: 'refused'; readonly worker: string; readonly job: number; readonly problem: string }
  /** A blob is not where it should be. */
  | { readonly kind: 'missing'; readonly worker: string; readonly hash: string }
  /** It works on these jobs. */
  | { readonly kind: 'alive'; readonly worker: string; readonly jobs: readonly number[] };

const workerMessage: t.Type<WorkerMessage> = byKind<WorkerMessage>('message of a worker', {
  begin: record('begin', { kind: t.literal('begin'), worker: token, job: number }),
  result: record('result', {
    kind: t.literal('result'),
    worker: token,
    job: number,
    part: wholeNumber(0, mostParts - 1),
    parts: wholeNumber(1, mostParts),
    bytes,
  }),
  failed: record('failed', { kind: t.literal('failed'), worker: token, job: number, problem: text }),
  back: record('back', { kind: t.literal('back'), worker: token, job: number }),
  refused: record('refused', { kind: t.literal('refused'), worker: token, job: number, problem: text }),
  missing: record('missing', { kind: t.literal('missing'), worker: token, hash }),
  alive: record('alive', { kind: t.literal('alive'), worker: token, jobs: atMost(4096, number) }),
});

/** What the coordinator answers. */
export type Reply =
  /** Do it. */
  | 'go'
  /** It is done, or another does it: forget it. */
  | 'drop'
  /** Another worker should do it: put it back. Of a part of a result: bring it again. */
  | 'later'
  /** Heard. */
  | 'ok'
  /** The message made no sense. */
  | 'refused';

const reply: t.Type<Reply> = t.keyof({ go: null, drop: null, later: null, ok: null, refused: null });

const mostFields = 3;

/** Decodes a message; Left says in a line what is wrong with it. */
const decodeAs =
  <A>(codec: t.Type<A>) =>
  (message: Uint8Array): E.Either<string, A> =>
    pipe(
      decode(message),
      E.mapLeft((wrong) =>
        typeof wrong === 'string' ? wrong : 'expected all in one message, found a reference',
      ),
      E.chain((value) =>
        pipe(
          decodeWith(codec)(value),
          E.mapLeft((fields) => fields.slice(0, mostFields).map(describeInvalidField).join('; ')),
        ),
      ),
    );

/** Whose job another version speaks of: what all versions say alike. */
export interface ForeignJob {
  readonly session: string;
  readonly job: number;
  /** Which version was expected, and which found. */
  readonly problem: string;
}

const anyVersion = t.type({ version: number, session: token, job: number });

/** The job in a message; Left is one of another version, or says in a line what is wrong with it. */
export const decodeJob = (message: Uint8Array): E.Either<ForeignJob | string, JobMessage> =>
  pipe(
    decodeAs(jobMessage)(message),
    E.mapLeft((wrong) => {
      const found = decodeAs(anyVersion)(message);
      if (E.isLeft(found) || found.right.version === protocolVersion) return wrong;
      const { version, session, job } = found.right;
      return {
        session,
        job,
        problem: `expected version ${String(protocolVersion)} of the messages, found ${String(version)}`,
      };
    }),
  );

/** What a worker said. */
export const decodeWorkerMessage = decodeAs(workerMessage);

/** What the coordinator answered. */
export const decodeReply = decodeAs(reply);

/** Cut to what a message may hold. */
export const cut = (problem: string): string => problem.slice(0, 4000).replace(/\p{Surrogate}/gu, '?');
