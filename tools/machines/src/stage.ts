import { cable, testBroker, type Cable, type TestBroker } from '@sgmrl/broker';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram, type Program, type ProgramEnd } from './program';

/** A worker, with a cable of its own to the broker. */
export interface StageWorker {
  readonly program: Program;
  readonly line: Cable;
}

/** A broker with workers, each in a process of its own, on the loopback. */
export interface Stage {
  readonly broker: TestBroker;
  /** The cable of coordinators. */
  readonly line: Cable;
  /** Those that were added and not dismissed. */
  readonly workers: () => readonly StageWorker[];
  /** Starts a worker, and waits until it is ready. */
  readonly addWorker: (
    args?: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<StageWorker>;
  /** Stops a worker as a person does, and waits until it has ended. */
  readonly dismiss: (worker: StageWorker) => Promise<void>;
  /** Trains over the broker. */
  readonly train: (...args: readonly string[]) => Program;
  /** Trains in one thread of one process. */
  readonly trainHere: (...args: readonly string[]) => Promise<ProgramEnd>;
  /** SHA-256 of what a run has learned. */
  readonly hash: (run: string) => string;
  readonly dispose: () => Promise<void>;
}

/** Sets a stage whose runs are in `folder`; `script` is the command. */
export const setStage = async (script: string, folder: string): Promise<Stage> => {
  const broker = await testBroker();
  const line = await cable(broker.port);
  const workers = new Set<StageWorker>();
  const programs = new Set<Program>();

  const start = (args: readonly string[], env = {}): Program => {
    const program = startProgram(script, { cwd: folder, args, env });
    programs.add(program);
    void program.ended.then(() => programs.delete(program));
    return program;
  };

  const dismiss = async (worker: StageWorker): Promise<void> => {
    workers.delete(worker);
    worker.program.child.kill('SIGCONT');
    worker.program.child.kill('SIGTERM');
    await worker.program.ended;
    await worker.line.dispose();
  };

  return {
    broker,
    line,
    workers: () => [...workers],
    addWorker: async (args = [], env = {}) => {
      const own = await cable(broker.port);
      const program = start(['worker', own.url, ...args], env);
      const worker = { program, line: own };
      workers.add(worker);
      await program.printed('ready');
      return worker;
    },
    dismiss,
    train: (...args) => start(['train', ...args, '--workers', line.url]),
    trainHere: (...args) => start(['train', ...args, '--workers', '0']).ended,
    hash: (run) =>
      createHash('sha256')
        .update(readFileSync(join(folder, run, 'checkpoint')))
        .digest('hex'),
    dispose: async () => {
      for (const program of programs) await program.kill();
      for (const worker of workers) await worker.line.dispose();
      await line.dispose();
      await broker.dispose();
    },
  };
};
