import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import published from '../hashes.json';
import { hashOf } from './learned';
import { fetchNode, nodeVersions } from './nodes';
import { openPage, type LearningPage } from './page';
import { shortRuns } from './short-runs';

/** Beside the package's own dependencies, so that it finds them. */
const program = join(__dirname, '..', 'dist', 'run-in-node.mjs');

beforeAll(() => {
  mkdirSync(join(__dirname, '..', 'dist'), { recursive: true });
  buildSync({
    entryPoints: [join(__dirname, 'run-in-node.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfigRaw: {},
    outfile: program,
  });
});

it.each(nodeVersions)('Node %s gives the published bits', (version) => {
  const node = fetchNode(version);
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toBe(`v${version}`);
  const hashes: unknown = JSON.parse(execFileSync(node, [program], { encoding: 'utf8' }));
  expect(hashes).toEqual(published);
});

describe('Chromium gives the published bits', () => {
  let page: LearningPage;
  beforeAll(async () => {
    page = await openPage();
  });
  afterAll(() => page.close());

  it.each(Object.entries(shortRuns))('of %s', async (name, config) => {
    expect({ [name]: hashOf(await page.learn(config)) }).toEqual({
      [name]: (published as Readonly<Record<string, string>>)[name],
    });
  });
});
