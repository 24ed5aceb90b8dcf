import { availableParallelism, cpus, loadavg } from 'node:os';
import { coldStart } from './cold-start';
import { findingsTable, type Finding } from './finding';
import { growth } from './growth';
import { iterations } from './iterations';
import { kernels } from './kernels';
import type { Paths } from './paths';
import { mujoco } from './mujoco';
import { phases } from './phases';
import { distanceToOurs, soundPeers, type Peers } from './peers';
import { navigation } from './setting';

/** The parts of the benchmark. */
export const sections = ['iterations', 'phases', 'kernels', 'growth', 'start', 'mujoco'] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  /** Few repetitions, without what takes minutes. */
  readonly quick: boolean;
  /** Programs of other libraries; those of iterations are timed if they compute what ours do. */
  readonly peers: Peers;
  readonly sections: readonly Section[];
}

const load = (): string => `load ${loadavg()[0].toFixed(2)}`;

const machine = (): string =>
  `${cpus()[0].model.trim()}, ${String(availableParallelism())} cores, Node ${process.versions.node}, ${load()}`;

/**
 * Runs the chosen parts one after the other and prints a table for each, and last how the targets
 * were met.
 */
export const bench = async (
  options: BenchOptions,
  paths: Paths,
  print: (text: string) => void,
): Promise<void> => {
  const { quick } = options;
  print(machine());
  const parts: Readonly<Record<Section, () => Promise<readonly Finding[]>>> = {
    iterations: async () =>
      iterations(
        paths,
        quick ? { rounds: 3, stockRounds: 1 } : { rounds: 9, stockRounds: 3 },
        await soundPeers(options.peers.iterations, distanceToOurs, print),
        print,
      ),
    phases: async () => {
      await phases(navigation, quick ? 50 : 500, print);
      return [];
    },
    kernels: () => Promise.resolve(kernels(paths, quick ? 1 : 5, print)),
    growth: async () => {
      await growth(paths, quick ? 1 : 5, print);
      return [];
    },
    start: () => coldStart(paths, quick ? 1 : 5, print),
    mujoco: () => mujoco(quick ? 5 : 20, options.peers, print),
  };
  const findings: Finding[] = [];
  for (const section of sections.filter((name) => options.sections.includes(name))) {
    findings.push(...(await parts[section]()));
  }
  if (findings.length > 0) print(findingsTable(findings));
  print(machine());
};
