import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFigures } from './figures';

const docs = join(__dirname, '../../../../docs');

it('docs/concepts holds the figures as they are drawn now', async () => {
  const drawn = await drawFigures((name) => readFileSync(join(docs, 'results', name), 'utf8'));
  const committed = readdirSync(join(docs, 'concepts')).filter((name) => name.endsWith('.svg'));
  expect(drawn.map(([name]) => name).sort()).toEqual(committed.sort());
  for (const [name, svg] of drawn) {
    // Not as a difference: that would be the whole picture.
    expect([name, readFileSync(join(docs, 'concepts', name), 'utf8') === svg]).toEqual([name, true]);
  }
});

it('says which row a page lacks', () => {
  const page = '| estimator | N = 2 |\n| --- | --- |\n| maml | 1 ± 1 |\n';
  expect(() => drawFigures(() => page)).toThrow('expected a row of algorithm-1, found none');
});
