import { record } from '@sgmrl/codecs';
import { tabularSoftmax } from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { policyRow } from './policy-row';
import { startBackend } from './testing/backend';

const sound = tabularSoftmax(2, 3);

const built = async (made: unknown) => {
  const row = policyRow({
    spec: record('mine', { kind: t.literal('mine') }),
    default: { kind: 'mine' },
    about: 'mine',
    build: (): E.Either<{ readonly message: string }, typeof sound> =>
      Object.assign({}, { made }).made as never,
  });
  return row.build(await startBackend(), row.default, sound);
};

it('takes an Either', async () => {
  expect(await built(E.right(sound))).toEqual(E.right(sound));
  expect(await built(E.left({ message: 'no' }))).toMatchObject(E.left({ message: 'no' }));
});

it.each([
  [undefined, 'build: expected E.right(policy) or E.left({ message }), found nothing'],
  [sound, 'build: expected E.right(policy) or E.left({ message }), found {"name":'],
  [E.right(undefined), 'build: policy: expected a record, found nothing'],
  [E.right({ ...sound, sample: 3 }), 'build: policy: sample: expected a function, found 3'],
  [
    E.right({ ...sound, actionSpace: undefined }),
    'build: policy: actionSpace: expected a record, found nothing',
  ],
  [
    E.right({ ...sound, weightedScore: undefined }),
    'policy: weightedScore: expected a function, found nothing',
  ],
])('refuses what else a program without types may build: %#', async (made, message) => {
  await expect(built(made)).rejects.toThrow(RangeError);
  await expect(built(made)).rejects.toThrow(message);
});
