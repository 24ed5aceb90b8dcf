import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import publishedFused from '../fused-hashes.json';
import published from '../hashes.json';
import { bundlers, type Program } from './bundlers';
import { hashOf } from './learned';
import { fetchNode, nodeVersions } from './nodes';
import { learnIn, openPage, type OpenPage } from './page';
import { fusedRuns, shortRuns } from './short-runs';

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

it.each(nodeVersions.slice(1))('Node %s gives the published bits in fused arithmetic', (version) => {
  const hashes: unknown = JSON.parse(
    execFileSync(fetchNode(version), [program, 'fused'], { encoding: 'utf8' }),
  );
  expect(hashes).toEqual(publishedFused);
});

it('no fused run has the bits of a strict one', () => {
  const strict = Object.entries(published);
  expect(
    Object.entries(publishedFused).filter(([, fused]) => strict.some(([, hash]) => hash === fused)),
  ).toEqual([]);
});

it('Node 20 says that it has no fused arithmetic', () => {
  expect(() =>
    execFileSync(fetchNode(nodeVersions[0]), [program, 'fused'], { encoding: 'utf8', stdio: 'pipe' }),
  ).toThrow(/expected an engine with fused multiply-add/);
});

/** What is computed with no tensors, by tfjs, and by MuJoCo. */
const kinds = ['tabular-quick', 'navigation-2d-quick', 'half-cheetah-direction-quick'];

describe.each([
  ['esbuild', Object.keys(shortRuns)],
  ['vite', kinds],
] as const)('what %s bundles', (bundler, names) => {
  let program: Program;
  let page: OpenPage;
  beforeAll(async () => {
    program = bundlers[bundler](join(__dirname, 'run-in-page.ts'));
    page = await openPage(program);
  });
  afterAll(() => page.close());

  it.each(names)('gives the published bits of %s in Chromium', async (name) => {
    expect({ [name]: hashOf(await learnIn(page)(shortRuns[name])) }).toEqual({
      [name]: (published as Readonly<Record<string, string>>)[name],
    });
  });

  it.each(Object.keys(fusedRuns))('gives the published fused bits of %s in Chromium', async (name) => {
    expect({ [name]: hashOf(await learnIn(page)(fusedRuns[name])) }).toEqual({
      [name]: (publishedFused as Readonly<Record<string, string>>)[name],
    });
  });

  it('gives the published fused products in Chromium', async () => {
    const products = await page.evaluate<readonly number[]>('globalThis.fusedProducts()');
    expect(hashOf({ parameters: products, moments: [] })).toBe(publishedFused.products);
  });

  it('has every package that needs no files', async () => {
    const found = await page.evaluate<Readonly<Record<string, number>>>('globalThis.packages');
    const ofNode = ['cli', 'distributed'];
    expect(Object.keys(found)).toEqual(
      readdirSync(join(__dirname, '../../../packages')).filter((name) => !ofNode.includes(name)),
    );
    expect(Object.entries(found).filter(([, count]) => count === 0)).toEqual([]);
  });

  it('runs jobs, and draws', async () => {
    expect(await page.evaluate('globalThis.square([3, 1, 2])')).toEqual([9, 1, 4]);
    expect(await page.evaluate('globalThis.drawLine()')).toMatch(/^<svg/);
  });

  it('says how tfjs finds its WASM file where it does not', async () => {
    const elsewhere = await openPage(program, []);
    const { left } = await elsewhere.evaluate<{ readonly left?: { readonly message: string } }>(
      'globalThis.startBackend()',
    );
    await elsewhere.close();
    expect(left?.message).toMatch(/setWasmPaths/);
  });
});
