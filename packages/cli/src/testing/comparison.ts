import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from './command';

/** A few milliseconds an iteration. */
export const settings = [
  '--preset',
  'tabular-quick',
  '--set',
  'algorithm.metaBatchSize=2',
  'algorithm.trajectories=3',
  'algorithm.evaluationTrajectories=3',
];

/** 14 runs of four iterations. */
export const question = [
  'compare',
  ...settings,
  ...['--algorithms', 'random,joint,oracle,none,leave-one-out', '--seeds', '1-2', '--inner-steps', '1,2'],
  ...['--iterations', '4', '--evaluation-tasks', '3'],
];

/** What a file holds. */
export const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** Every file below a folder, with seconds left out. */
export const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(folder.length + 1),
        text(path).replaceAll(/"seconds":\s*(\{[^}]*\}|[\d.]+)/g, ''),
      ]),
  );

/** A folder as long as the tests of a file run, and folders in it. */
export interface TestFolder {
  readonly folder: () => string;
  /** For a comparison; not there yet. */
  readonly fresh: () => string;
}

/** Makes a folder before the tests of a file and removes it after them. */
export const testFolder = (): TestFolder => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-compare-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return { folder: () => folder, fresh: () => join(mkdtempSync(join(folder, 'case-')), 'comparison') };
};

/** A comparison that is done before the tests of a file. */
export interface Reference {
  readonly reference: () => string;
  /** Another folder with the same files. */
  readonly copy: () => string;
}

/** Does the comparison that a command asks for. */
export const referenceOf = ({ fresh }: TestFolder, asked: readonly string[]): Reference => {
  let reference = '';
  beforeAll(async () => {
    reference = fresh();
    expect(await call(...asked, '--out', reference)).toMatchObject({ code: 0, err: '' });
  });
  return {
    reference: () => reference,
    copy: () => {
      const directory = fresh();
      cpSync(reference, directory, { recursive: true });
      return directory;
    },
  };
};

/** Asks {@link question} in a folder. */
export const compare = (directory: string, ...more: readonly string[]) =>
  call(...question, ...more, '--out', directory);
