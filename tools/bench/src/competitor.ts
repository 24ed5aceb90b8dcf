import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** A program that is run in a process of its own. It speaks the protocol of {@link serve}. */
export interface Competitor {
  readonly command: string;
  readonly args: readonly string[];
}

const ready = t.type({ ready: t.literal(true) });

/**
 * What a program tells after an iteration: its duration, the work of all its threads, the most
 * memory it held so far.
 */
const Iteration = t.type({ seconds: t.number, cpuSeconds: t.number, peakBytes: t.number });
export type Iteration = t.TypeOf<typeof Iteration>;

/** A program that has started. */
export interface Running {
  /** Seconds from the start of its process until it was ready. */
  readonly startSeconds: number;
  /** Does one outer iteration. */
  readonly iterate: () => Promise<Iteration>;
  readonly stop: () => void;
}

/**
 * Starts a program and waits until it is ready. Rejects with what it wrote to standard error if it
 * ends.
 */
export const launch = async ({ command, args }: Competitor): Promise<Running> => {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(String(chunk)));
  child.on('error', (error) => complaints.push(error.message));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();

  const answer = async <A>(codec: t.Type<A>): Promise<A> => {
    const { value, done } = await lines.next();
    const decoded = done === true ? undefined : codec.decode(JSON.parse(value));
    if (decoded === undefined || E.isLeft(decoded)) {
      throw new Error(`${[command, ...args].join(' ')}: ${complaints.join('')}`);
    }
    return decoded.right;
  };

  await answer(ready);
  return {
    startSeconds: (performance.now() - started) / 1000,
    iterate: () => {
      child.stdin.write('\n');
      return answer(Iteration);
    },
    stop: () => child.stdin.end(),
  };
};
