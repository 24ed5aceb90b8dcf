import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { startProgram, type Program } from './programs';
import type { BenchSetting } from './setting';

/**
 * Runs a program for another process: writes `{"ready":true}` when it is, then does an outer
 * iteration for every empty line read and answers with its seconds, the processor seconds of all
 * threads and the greatest memory that the process has held so far. All answers are lines of JSON.
 */
export const serve = async (
  program: Program,
  setting: BenchSetting,
  input: Readable,
  output: Writable,
): Promise<void> => {
  const iterate = await startProgram(program, setting);
  const say = (answer: object): void => void output.write(`${JSON.stringify(answer)}\n`);
  say({ ready: true });
  for await (const line of createInterface(input)) {
    if (line !== '') throw new Error(`Expected an empty line, found ${line}`);
    const started = performance.now();
    const cpuBefore = process.cpuUsage();
    await iterate();
    const { user, system } = process.cpuUsage(cpuBefore);
    const seconds = (performance.now() - started) / 1000;
    say({ seconds, cpuSeconds: (user + system) / 1e6, peakBytes: 1024 * process.resourceUsage().maxRSS });
  }
};
