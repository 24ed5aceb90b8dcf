import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tool = join(__dirname, '../bin/weight.mjs');

describe('what a function weighs in a bundle', () => {
  let root = '';
  const document = () => join(root, 'docs/weight.md');
  const write = (path: string, text: string) => {
    writeFileSync(join(root, path), text);
  };
  const weigh = (...args: readonly string[]) => {
    const { status, stderr } = spawnSync(process.execPath, [tool, ...args, root], { encoding: 'utf8' });
    return { status, stderr };
  };
  const budget = (most: number) => {
    write('tools/packaging/weight-budgets.json', JSON.stringify([{ from: 'one', name: 'small', most }]));
  };
  const one = (letters: number) => {
    write(
      'node_modules/@sgmrl/one/index.js',
      `export const small = () => [${JSON.stringify('x'.repeat(letters))}, import('./later.js')];
       export const large = () => ${JSON.stringify('y'.repeat(5000))};`,
    );
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'weight-'));
    for (const folder of ['docs', 'tools/packaging', 'node_modules/@sgmrl/one'])
      mkdirSync(join(root, folder), { recursive: true });
    const manifest = { name: '@sgmrl/one', type: 'module', sideEffects: false, exports: './index.js' };
    write('node_modules/@sgmrl/one/package.json', JSON.stringify(manifest));
    write('node_modules/@sgmrl/one/later.js', `export const later = ${JSON.stringify('z'.repeat(3000))};`);
    write('docs/weight.md', 'Before.\n\n<!-- weights -->\n\n<!-- end of weights -->\n\nAfter.\n');
    one(2000);
    budget(2.5);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is written without what is not used, and apart from what comes later', () => {
    expect(weigh('--write')).toEqual({ status: 0, stderr: '' });
    const text = readFileSync(document(), 'utf8');
    const [minified, gzipped, later, most] = (/`small`(.*)\|/.exec(text)?.[1] ?? '')
      .split('|')
      .slice(1)
      .map(Number);
    expect(minified).toBeCloseTo(2.1, 0);
    expect(gzipped).toBeLessThan(0.3);
    expect(later).toBeCloseTo(3.1, 0);
    expect(most).toBe(2.5);
    expect(text).toMatch(/^Before\.\n[^]*\nAfter\.\n$/);
    expect(weigh()).toEqual({ status: 0, stderr: '' });
  });

  it('is refused above its budget', () => {
    weigh('--write');
    budget(2);
    const { status, stderr } = weigh();
    expect(status).toBe(1);
    expect(stderr).toMatch(/^small of @sgmrl\/one: expected at most 2 kB minified, found 2\.1$/m);
  });

  it('is refused where the document says something else', () => {
    weigh('--write');
    one(1000);
    expect(weigh()).toEqual({
      status: 1,
      stderr: 'docs/weight.md does not say what the packages weigh: npm run weight -- --write\n',
    });
  });
});
