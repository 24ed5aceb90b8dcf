import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { withTermsOfFiles } from './term-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-terms-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.each(['algorithm.estimator', 'algorithm.debiasing'])('sets %s to what a file holds', async (field) => {
  const path = join(folder, 'mine.json');
  writeFileSync(path, '{\n  "op": "times", "by": 2, "of": "maml"\n}\n');
  expect(await withTermsOfFiles(['seed=3', `${field} = ${path}`])()).toEqual(
    E.right(['seed=3', `${field}={"op":"times","by":2,"of":"maml"}`]),
  );
});

it('leaves all else as it is', async () => {
  const settings = [
    'algorithm.estimator=dice',
    'algorithm.estimator={"op":"times","by":2,"of":"a.json"}',
    'environment.name=mine.json',
    'nonsense',
  ];
  expect(await withTermsOfFiles(settings)()).toEqual(E.right(settings));
});

it('says what is wrong with the file', async () => {
  const path = join(folder, 'mine.json');
  expect(await withTermsOfFiles([`algorithm.estimator=${path}`])()).toMatchObject(
    E.left({ kind: 'file', path, reason: 'it does not exist' }),
  );
  writeFileSync(path, '{');
  expect(await withTermsOfFiles([`algorithm.estimator=${path}`])()).toMatchObject(
    E.left({ kind: 'malformed-json', source: path }),
  );
});
