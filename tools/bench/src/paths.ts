import type { Arithmetic } from '@sgmrl/policies-tfjs';
import type { Competitor } from './competitor';
import type { Program } from './programs';
import type { BenchSetting } from './setting';

/** Where the files are that are run in processes of their own. */
export interface Paths {
  /** bin/program.js */
  readonly program: string;
  /** `@sgmrl/experiments/worker` */
  readonly workerModule: string;
  /** The benchmark of the kernels alone, in `@sgmrl/wasm-kernels`. */
  readonly kernels: string;
  /** The folder of the programs on other libraries. */
  readonly peers: string;
}

const nodeProgram = ({ program: file }: Paths, program: Program, setting: BenchSetting): Competitor => ({
  command: process.execPath,
  args: [file, JSON.stringify({ program, setting })],
});

/** Ours, with the jobs of an iteration on so many threads, in strict arithmetic unless said. */
export const ours = (
  paths: Paths,
  workers: number,
  setting: BenchSetting,
  arithmetic: Arithmetic['name'] = 'strict',
): Competitor =>
  nodeProgram(paths, { kind: 'ours', workers, arithmetic, workerModule: paths.workerModule }, setting);

/** The same on tfjs as it comes. */
export const stock = (paths: Paths, setting: BenchSetting): Competitor =>
  nodeProgram(paths, { kind: 'stock' }, setting);
