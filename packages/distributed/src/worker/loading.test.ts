import * as E from 'fp-ts/lib/Either.js';
import { asBlob, packer } from '../coordinator/packing';
import { encode } from '../wire/encode';
import type { Answer, Said } from './asking';
import { loadingFrom } from './loading';

const said: Said[] = [];
const ask = (_: string, message: Said): Promise<Answer> => {
  said.push(message);
  return Promise.resolve('ok');
};

const theta = Float64Array.from({ length: 10_000 }, (_, i) => i);
const { work, blobs } = packer()({ x: 1, theta });

it('decodes what is in a message, and what it refers to', async () => {
  const load = loadingFrom((_, { hash }) => Promise.resolve(blobs.get(hash)), ask);
  expect(await load('session', work)).toEqual(E.right({ x: 1, theta }));
  expect(await load('session', encode('small'))).toEqual(E.right('small'));
});

it('decodes a blob of its own', async () => {
  const { reference, bytes } = asBlob(['setup']);
  const load = loadingFrom(() => Promise.resolve(bytes), ask);
  expect(await load('session', reference)).toEqual(E.right(['setup']));
});

it('asks for a blob that is not there', async () => {
  const load = loadingFrom(() => Promise.resolve(undefined), ask);
  expect(await load('session', work)).toEqual(E.left('missing'));
  expect(said).toEqual([{ kind: 'missing', hash: [...blobs.keys()][0] }]);
});

it('says what is wrong', async () => {
  const load = loadingFrom(() => Promise.resolve('expected the blob, found other bytes'), ask);
  expect(await load('session', work)).toEqual(E.left('expected the blob, found other bytes'));
  expect(await load('session', Uint8Array.of(9))).toEqual(
    E.left('expected a message of format 1, found other bytes'),
  );
});
