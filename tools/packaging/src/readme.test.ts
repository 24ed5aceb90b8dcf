import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const tool = join(__dirname, '../bin/readme.mjs');

describe('links of a README', () => {
  let place = '';
  const folder = () => join(place, 'packages/one');
  const readme = () => readFileSync(join(folder(), 'README.md'), 'utf8');
  const turn = (direction: string) => execFileSync(process.execPath, [tool, direction, folder(), place]);
  const text = [
    '[a](../two/README.md#part), [b](../../docs) and [long',
    'text](../../docs/x.md); [own](LICENSE), [head](#part), [web](https://arxiv.org/abs/2002.05135)\n',
  ].join('\n');

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'readme-'));
    const repository = { type: 'git', url: 'git+https://github.com/someone/something.git' };
    const write = (path: string, content: string) => {
      mkdirSync(dirname(join(place, path)), { recursive: true });
      writeFileSync(join(place, path), content);
    };
    write('package.json', JSON.stringify({ repository }));
    write('docs/x.md', '');
    write('packages/two/README.md', '');
    write('packages/one/LICENSE', '');
    write('packages/one/README.md', text);
  });
  afterEach(() => {
    rmSync(place, { recursive: true });
  });

  it('to files become absolute', () => {
    turn('absolute');
    const main = (kind: string) => `https://github.com/someone/something/${kind}/main`;
    expect(readme()).toBe(
      [
        `[a](${main('blob')}/packages/two/README.md#part), [b](${main('tree')}/docs) and [long`,
        `text](${main('blob')}/docs/x.md); [own](${main('blob')}/packages/one/LICENSE), [head](#part), [web](https://arxiv.org/abs/2002.05135)\n`,
      ].join('\n'),
    );
  });

  it('become what they were, however often each is done', () => {
    ['absolute', 'absolute', 'relative', 'relative'].forEach(turn);
    expect(readme()).toBe(text);
  });

  it('that lead nowhere end packing', () => {
    writeFileSync(join(folder(), 'README.md'), '[a](../three/README.md)');
    expect(() => turn('absolute')).toThrow('three');
  });
});
