import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum, times } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { algorithmNames, proMp } from '../configuration/algorithms';
import { describeError } from '../errors/experiment-error';
import { readAlgorithm } from './term-source';

describe('readAlgorithm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-term-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const problemOf = async (text: string): Promise<string> => {
    const read = await readAlgorithm(text)();
    return E.isLeft(read) ? describeError(read.left) : 'no problem';
  };
  const doubled = JSON.stringify(times(2, 'maml'));

  it('knows names, parts beside curvature, and leaves alone', async () => {
    for (const name of algorithmNames) expect(await readAlgorithm(name)()).toMatchObject(E.right({ name }));
    expect(await readAlgorithm('dice')()).toEqual(
      E.right({ name: 'dice', variant: { estimator: sum('curvature', 'dice') } }),
    );
    expect(await readAlgorithm('promp')()).toEqual(E.right({ name: 'promp', variant: proMp }));
    for (const name of ['influence', 'curvature'])
      expect(await readAlgorithm(name)()).toEqual(E.right({ name, variant: { estimator: name } }));
  });

  it('reads whole terms as JSON and from files', async () => {
    const expected = E.right({ name: '2 maml', variant: { estimator: times(2, 'maml') } });
    expect(await readAlgorithm(doubled)()).toEqual(expected);
    expect(await readAlgorithm(` ${doubled}`)()).toEqual(expected);
    expect(await readAlgorithm(file('double.json', doubled))()).toEqual(expected);
    expect(await readAlgorithm(file('double', `\uFEFF${doubled}\n`))()).toEqual(expected);
    expect(await readAlgorithm('"dice"')()).toEqual(
      E.right({ name: 'dice without curvature', variant: { estimator: 'dice' } }),
    );
  });

  it.each([
    ['leave-one-ot', /^unknown algorithm "leave-one-ot": did you mean leave-one-out\?$/],
    ['influnce', /did you mean influence\?/],
    ['task-baseline', /^unknown algorithm "task-baseline": task-baseline is gone; use "trajectory-baseline"/],
    ['toString', /^unknown algorithm "toString"/],
    ['', /^unknown algorithm ""|cannot read/],
    ['{"op":"sum","of":["curvature",}', /^the term:1:31: not valid JSON/],
    ['{"op":"add"}', /^the term: one field is wrong\n {2}op: expected "pairs" \| "sum"/],
    ['{"op":"transpose","of":"value"}', /\n {2}of: expected pairs inside transpose, found "value"$/],
    ['[]', /^the term: one field is wrong\n/],
    ['none.json', /^cannot read none\.json: it does not exist$/],
    [tmpdir(), /it is a folder, not a file$/],
  ])('says what is wrong with %j', async (text, message) => {
    expect(await problemOf(text)).toMatch(message);
  });

  it('names the file that is wrong', async () => {
    const path = file('wrong.json', '{"op":"times","by":"x","of":"dice"}');
    expect(await problemOf(path)).toBe(
      `${path}: one field is wrong\n  by: expected finite number or "1/N", found "x"`,
    );
  });
});
