import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { norm, subtract } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Competitor } from './competitor';
import type { Paths } from './paths';
import { sameData } from './same-data';
import { navigation, type Debiasing, type BenchSetting } from './setting';
import { digits } from './table';

/** A program on another library that does the same iteration. */
export interface Peer {
  readonly name: string;
  /** The parts that it has. */
  readonly debiasings: readonly Debiasing[];
  readonly competitor: (setting: BenchSetting) => Competitor;
}

/** An episode of the half-cheetah, for a program in another language. */
export interface EpisodeSetting {
  readonly actions: readonly (readonly number[])[];
  /** Where it starts. */
  readonly positions: readonly number[];
  readonly velocities: readonly number[];
  /** Episodes of a turn. */
  readonly episodes: number;
  /** Leaves out all but MuJoCo's steps. */
  readonly physicsAlone: boolean;
}

/** The programs on other libraries that are there. */
export interface Peers {
  readonly iterations: readonly Peer[];
  /** Gymnasium's loop on native MuJoCo. */
  readonly gymnasium: ((setting: EpisodeSetting) => Competitor) | undefined;
}

export const noPeers: Peers = { iterations: [], gymnasium: undefined };

const debiasings: readonly Debiasing[] = [
  'none',
  'first-order',
  'first-order-causal',
  'leave-one-out-linear',
  'leave-one-out',
];

const known = [
  { name: 'PyTorch', module: 'torch', file: 'torch_program.py' },
  { name: 'JAX, jit', module: 'jax', file: 'jax_program.py' },
] as const;

const imports = (python: string, module: string): E.Either<string, boolean> => {
  const { error, status } = spawnSync(python, ['-c', `import ${module}`]);
  return error === undefined
    ? E.right(status === 0)
    : E.left(`expected a Python that can be run, found ${error.message}`);
};

/** The peers whose library this Python has; Left if it cannot be run or has none. */
export const findPeers = (python: string, paths: Paths): E.Either<string, Peers> => {
  const run =
    (file: string) =>
    (setting: BenchSetting | EpisodeSetting): Competitor => ({
      command: python,
      args: [join(paths.peers, file), JSON.stringify(setting)],
    });
  return pipe(
    [...known.map(({ module }) => module), 'gymnasium'],
    E.traverseArray((module) => imports(python, module)),
    E.map((there): Peers => ({
      iterations: known
        .filter((_, i) => there[i])
        .map(({ name, file }) => ({ name, debiasings, competitor: run(file) })),
      gymnasium: there[known.length] ? run('gymnasium_program.py') : undefined,
    })),
    E.filterOrElse(
      ({ iterations, gymnasium }) => iterations.length > 0 || gymnasium !== undefined,
      () => `expected a Python with torch, jax or gymnasium, found none of them in ${python}`,
    ),
  );
};

/** The peers in Python and in Node together; why there are none is printed. */
export const peersThere = (
  inPython: E.Either<string, Peers>,
  inNode: E.Either<string, Peer>,
  print: (text: string) => void,
): Peers => {
  if (E.isLeft(inPython)) print(`No peers in Python: ${inPython.left}.`);
  if (E.isLeft(inNode)) print(`No jax-js: ${inNode.left}.`);
  const { iterations, gymnasium } = E.isRight(inPython) ? inPython.right : noPeers;
  return { iterations: [...iterations, ...(E.isRight(inNode) ? [inNode.right] : [])], gymnasium };
};

/** How far a peer's meta-gradient is from ours on the same batches, ‖difference‖ / ‖ours‖. */
export const distanceToOurs = async (peer: Peer, setting: BenchSetting): Promise<number> => {
  const small = { ...setting, tasks: 3, trajectories: 6, steps: 40, hidden: 30 };
  const { gradient, ...data } = await sameData(small);
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-bench-'));
  try {
    const file = join(folder, 'batches.json');
    writeFileSync(file, JSON.stringify(data));
    const { command, args } = peer.competitor(small);
    const { stdout, stderr } = spawnSync(command, [...args, '--check', file], { encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const found: unknown = JSON.parse(stdout);
    if (!Array.isArray(found)) throw new Error(`${peer.name}: expected numbers, found ${stdout}`);
    return norm(subtract(found.map(Number), gradient)) / norm(gradient);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The most that float32, and sums in another order, may do to a meta-gradient. */
const tolerance = 1e-2;

/**
 * The peers that compute what we do: with each of their debiasings their meta-gradients of the same
 * batches are ours. The others would be timed at something else.
 */
export const soundPeers = async (
  peers: readonly Peer[],
  distance: (peer: Peer, setting: BenchSetting) => Promise<number>,
  print: (text: string) => void,
): Promise<readonly Peer[]> => {
  const sound: Peer[] = [];
  for (const peer of peers) {
    const distances: number[] = [];
    for (const debiasing of peer.debiasings) {
      const found = await distance(peer, { ...navigation, debiasing, innerSteps: 2 });
      print(`${peer.name}, ${debiasing}: meta-gradient of the same batches within ${digits(found)} of ours`);
      distances.push(found);
    }
    if (distances.every((found) => found <= tolerance)) sound.push(peer);
    else print(`${peer.name} is left out: expected at most ${digits(tolerance)}.`);
  }
  return sound;
};
