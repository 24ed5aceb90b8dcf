import { key } from '@sgmrl/prng';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drill, undisturbed, type Drill } from './drill';
import { faultKinds, randomFaults } from './fault';
import { setStage } from './stage';

/** How much goes wrong. */
export interface SoakOptions {
  /** The command. */
  readonly script: string;
  readonly faults: number;
  readonly seed: number;
  readonly print: (line: string) => void;
}

/** What came of it. */
export interface Soak {
  readonly faults: number;
  /** Runs that learned what a sequential run does, to the bit. */
  readonly equal: number;
  /** The longest time from a fault to the end of its run, in seconds. */
  readonly slowest: number;
}

const describe = (i: number, { fault, outcome, seconds, standstill }: Drill, expected: string): string =>
  [
    `${String(i + 1).padStart(4)}  ${fault.kind}, ${(1000 * fault.after).toFixed(0)} ms after iteration`,
    `${String(fault.iteration)},`,
    `for ${fault.lasts.toFixed(1)} s: stood still for ${standstill.toFixed(1)} s,`,
    `ended ${seconds.toFixed(1)} s after,`,
    outcome === expected ? 'equal' : `OTHER: ${outcome}`,
  ].join(' ');

/** How long runs stood still at most, after each kind of fault that came. */
const standstills = (drills: readonly Drill[]): readonly string[] =>
  faultKinds.flatMap((kind) => {
    const such = drills.filter(({ fault }) => fault.kind === kind);
    if (such.length === 0) return [];
    const longest = Math.max(...such.map(({ standstill }) => standstill));
    return [`${kind}: at most ${longest.toFixed(1)} s until it went on, ${String(such.length)} times`];
  });

/**
 * Trains one run for each fault, two workers at it, and compares what was learned with a sequential
 * run, by its hash.
 */
export const soak = async ({ script, faults, seed, print }: SoakOptions): Promise<Soak> => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-soak-'));
  const stage = await setStage(script, folder);
  try {
    const [expected] = await Promise.all([
      undisturbed(stage, 'undisturbed'),
      stage.addWorker(),
      stage.addWorker(),
    ]);
    print(`hash of the sequential run: ${expected}`);
    const drills: Drill[] = [];
    for (const [i, fault] of randomFaults(key(seed), faults).entries()) {
      const done = await drill(stage, `run-${String(i)}`, fault);
      print(describe(i, done, expected));
      drills.push(done);
    }
    for (const line of standstills(drills)) print(line);
    const equal = drills.filter(({ outcome }) => outcome === expected).length;
    const slowest = Math.max(...drills.map(({ seconds }) => seconds));
    print(
      `${String(faults)} faults, ${String(equal)} equal hashes; the slowest ended ${slowest.toFixed(1)} s after`,
    );
    return { faults, equal, slowest };
  } finally {
    await stage.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
};
