import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { norm, subtract } from '@sgmrl/vector';
import type { Competitor } from './competitor';
import type { Paths } from './paths';
import { sameData } from './same-data';
import type { Setting } from './setting';

/** A program in another language that does the same iteration. */
export interface Peer {
  readonly name: string;
  readonly competitor: (setting: Setting) => Competitor;
}

const known = [
  { name: 'PyTorch', module: 'torch', file: 'torch_program.py' },
  { name: 'JAX, jit', module: 'jax', file: 'jax_program.py' },
] as const;

/** The peers whose library this Python has. */
export const findPeers = (python: string, paths: Paths): readonly Peer[] =>
  known
    .filter(({ module }) => spawnSync(python, ['-c', `import ${module}`]).status === 0)
    .map(({ name, file }) => ({
      name,
      competitor: (setting) => ({
        command: python,
        args: [join(paths.peers, file), JSON.stringify(setting)],
      }),
    }));

/** How far a peer's meta-gradient is from ours on the same batches, ‖difference‖ / ‖ours‖. */
export const distanceToOurs = async (peer: Peer, setting: Setting): Promise<number> => {
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
