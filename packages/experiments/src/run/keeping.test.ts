import * as E from 'fp-ts/lib/Either.js';
import { decodeKeeping, encodeKeeping, settleKeeping, type Keeping } from './keeping';

const stored: Keeping = { checkpointsEvery: 5, validation: { every: 2, tasks: 4, patience: 3 } };

it('is what is asked for, and as it was for the rest', () => {
  expect(settleKeeping(stored, {}, undefined)).toEqual(E.right(stored));
  expect(settleKeeping(stored, { checkpointsEvery: 7, validation: { patience: 9 } }, 4)).toEqual(
    E.right({ checkpointsEvery: 7, validation: { every: 2, tasks: 4, patience: 9 } }),
  );
  expect(settleKeeping({}, {}, undefined)).toEqual(E.right({}));
  expect(settleKeeping({}, { validation: { every: 3 } }, undefined)).toEqual(
    E.right({ validation: { every: 3, tasks: 20 } }),
  );
});

it('is on as many tasks as before, or not at all', () => {
  expect(settleKeeping({}, { validation: { every: 1 } }, 4)).toEqual(
    E.right({ validation: { every: 1, tasks: 4 } }),
  );
  expect(settleKeeping(stored, { validation: { tasks: 20 } }, 4)).toEqual(
    E.left(expect.stringMatching(/on 4 held-out tasks a time, and cannot be compared on 20; give/)),
  );
  expect(settleKeeping(stored, { validation: { tasks: 20 } }, undefined)).toMatchObject(
    E.right({ validation: { tasks: 20 } }),
  );
});

it.each(['patience', 'tasks'])('is not %s alone', (field) => {
  expect(settleKeeping({}, { validation: { [field]: 3 } }, undefined)).toMatchObject(
    E.left(expect.stringMatching(/goes with --evaluate-every/)),
  );
});

it('comes back from its text, and wrong fields are named', () => {
  for (const keeping of [stored, {}, { checkpointsEvery: 1 }])
    expect(decodeKeeping('keeping.json')(encodeKeeping(keeping))).toEqual(E.right(keeping));
  expect(decodeKeeping('k')('{"checkpointsEvery":0,"validation":{"every":1}}')).toMatchObject(
    E.left({ fields: [{ path: 'checkpointsEvery' }, { path: 'validation.tasks' }] }),
  );
});
