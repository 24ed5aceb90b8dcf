import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Packs all packages as they are built below `place`. Gives their tarballs by name. */
export const packAll = (root, place) => {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  const tarballs = join(place, 'tarballs');
  mkdirSync(tarballs, { recursive: true });
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', tarballs, ...folders],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e8 },
  );
  return new Map(
    Object.values(JSON.parse(packed)).map(({ name, filename }) => [
      name,
      join(tarballs, filename.replace('@sgmrl/', 'sgmrl-')),
    ]),
  );
};
