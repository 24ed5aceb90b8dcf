import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { refuseComparison, whileComparing } from './comparison-directory';
import type { ComparisonQuestion } from './question';

const question: ComparisonQuestion = {
  version: 1,
  config: { ...presets['tabular-quick'].config, iterations: 1 },
  algorithms: ['random'],
  innerSteps: [1],
  seeds: [1],
  evaluation: { tasks: 2, innerSteps: 1 },
};

describe('the folder of a comparison', () => {
  let folder = '';
  let comparison = '';
  const run = () => join(comparison, 'random', 'inner-steps-0', 'seed-1');
  const compareIn = (directory: string) =>
    whileComparing(directory, question, { takeOver: false }, () => TE.right(undefined))();
  const verdict = (result: E.Either<Parameters<typeof describeError>[0], unknown>): string =>
    E.isLeft(result) ? describeError(result.left) : 'fine';
  const belongs = (path: string) =>
    `${path}: it belongs to the comparison in ${comparison}; give another folder`;
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'sgmrl-comparison-')));
    comparison = join(folder, 'comparison');
    expect(await compareIn(comparison)).toEqual(E.right(undefined));
    mkdirSync(run(), { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes no run of its own, however deep and however it is named', async () => {
    symlinkSync(run(), join(folder, 'link'));
    symlinkSync(join(folder, 'elsewhere'), join(comparison, 'away'));
    mkdirSync(join(folder, 'elsewhere'));
    const paths = [
      comparison,
      run(),
      join(run(), 'deep'),
      join(run(), 'deep', 'er', 'still'),
      relative(process.cwd(), join(run(), 'deep')),
      join(folder, 'link'),
      join(folder, 'link', 'deep', 'er'),
      // Seen from the comparison it is one of its folders, wherever it leads.
      join(comparison, 'away', 'deep'),
    ];
    for (const path of paths) expect(verdict(await refuseComparison(path)())).toBe(belongs(path));
    for (const path of [folder, join(folder, 'run'), join(folder, 'elsewhere', 'run')])
      expect(verdict(await refuseComparison(path)())).toBe('fine');
  });

  it('takes no other comparison', async () => {
    for (const path of [join(comparison, 'other'), join(run(), 'deep', 'er')])
      expect(verdict(await compareIn(path))).toBe(belongs(path));
    expect(await compareIn(comparison)).toEqual(E.right(undefined));
  });

  it('is not taken for one far above a run where a file of that name is something else', async () => {
    writeFileSync(join(folder, 'comparison.json'), '{"of":"prices"}');
    expect(verdict(await refuseComparison(join(folder, 'a', 'b', 'c', 'd'))())).toBe('fine');
    expect(verdict(await refuseComparison(join(folder, 'a', 'b', 'c'))())).toMatch(/belongs to/);
  });
});
