import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../../..');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const manifestIn = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

const isOurs = (name: string): boolean => name.startsWith('@sgmrl/');

/** A package with all of ours that it needs: the folders that they are developed in. */
const closure = (names: readonly string[]): readonly string[] => {
  const folderOf = (name: string) => join(root, 'packages', name.slice('@sgmrl/'.length));
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    Object.keys(manifestIn(folderOf(name)).dependencies ?? {})
      .filter(isOurs)
      .forEach(visit);
  };
  names.forEach(visit);
  return [...found].map(folderOf);
};

/**
 * What npm installs of packages in an empty project: what each packs, and the dependencies that
 * they name, taken from here rather than from the registry.
 */
const install = (project: string, names: readonly string[]): void => {
  const folders = closure(names);
  const tarballs = join(project, 'tarballs');
  mkdirSync(tarballs);
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', tarballs, ...folders], {
    cwd: project,
  });
  const link = (from: string, to: string, name: string): void => {
    const place = join(to, 'node_modules', name);
    if (existsSync(place)) return;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(from, 'node_modules', name), place);
  };
  for (const folder of folders) {
    const { name, dependencies = {}, peerDependencies = {} } = manifestIn(folder);
    const place = join(project, 'node_modules', name);
    const [tarball] = readdirSync(tarballs).filter((file) =>
      file.startsWith(`${name.slice(1).replace('/', '-')}-0`),
    );
    mkdirSync(place, { recursive: true });
    execFileSync('tar', ['-xzf', join(tarballs, tarball), '-C', place, '--strip-components=1']);
    Object.keys({ ...dependencies, ...peerDependencies })
      .filter((dependency) => !isOurs(dependency))
      .forEach((dependency) => {
        // A version that others do not share is the package's own.
        if (existsSync(join(folder, 'node_modules', dependency))) link(folder, place, dependency);
        else link(root, project, dependency);
      });
  }
};

describe('an empty project with the packages as they are published', () => {
  let project = '';
  const node = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const sgmrl = (...args: readonly string[]) => node('node_modules/@sgmrl/cli/bin/sgmrl.js', ...args);

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'sgmrl-installed-'));
    install(project, ['@sgmrl/cli', '@sgmrl/laws']);
  });
  afterAll(() => {
    rmSync(project, { recursive: true });
  });

  it.each([
    ['environment', 'point', ['--preset', 'point-quick']],
    ['policy', 'linear', ['--preset', 'navigation-2d-quick', '--set', 'policy={"kind":"linear","std":0.5}']],
    ['term', 'baseline', ['--preset', 'tabular-quick', '--set', 'algorithm.debiasing=baseline']],
    [
      'weights',
      'timed',
      ['--preset', 'tabular-quick', '--set', 'algorithm.innerWeights=timed', 'algorithm.outerWeights=timed'],
    ],
  ])('takes a new %s through its laws and through training', (kind, name, settings) => {
    expect(sgmrl('new', kind, name)).toMatchObject({ status: 0, stderr: '' });
    const tested = node('--test', `${name}.test.mjs`);
    expect({ status: tested.status, failed: /^. fail (\d+)/m.exec(tested.stdout)?.[1] }).toEqual({
      status: 0,
      failed: '0',
    });
    const use = ['--with', `${name}.mjs`, ...settings, '--iterations', '1', '--out', `run-${name}`];
    expect(sgmrl('train', ...use)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(project, `run-${name}`, 'checkpoint'))).toBe(true);
  });
});
