import * as E from 'fp-ts/lib/Either.js';
import { sessionsOf } from './sessions';

let now = 0;
const log: string[] = [];
beforeEach(() => {
  now = 0;
  log.splice(0);
});

const open = (setup: unknown) => {
  log.push(`open ${String(setup)}`);
  return setup === 'other'
    ? Promise.resolve(E.left('another version'))
    : Promise.resolve(
        E.right({
          run: (job: unknown) => Promise.resolve(job),
          close: () => {
            log.push(`close ${String(setup)}`);
            return Promise.resolve();
          },
        }),
      );
};

const sessions = () => sessionsOf(open, { most: 2, idleFor: 100 }, () => now);
const nothing = () => Promise.resolve();

it('opens a session once', async () => {
  const { using, ids } = sessions();
  await Promise.all([using('a', 'a', nothing), using('a', 'a', nothing)]);
  expect([log, ids()]).toEqual([['open a'], ['a']]);
});

it('closes the least lately used of too many, and none that is in use', async () => {
  const { using, ids } = sessions();
  let finish = (): void => undefined;
  const inUse = using('a', 'a', () => new Promise<void>((resolve) => (finish = resolve)));
  for (const id of ['b', 'c', 'd']) {
    now += 1;
    await using(id, id, nothing);
  }
  expect(ids()).toEqual(['a', 'd']);
  now += 1;
  finish();
  await inUse;
  await using('b', 'b', nothing);
  expect(log.slice(-2)).toEqual(['open b', 'close d']);
});

it('closes what nobody has used for long', async () => {
  const { using, ids, tidy } = sessions();
  await using('a', 'a', nothing);
  now = 100;
  tidy();
  expect(ids()).toEqual(['a']);
  now = 101;
  tidy();
  expect(ids()).toEqual([]);
});

it('says why there is no workshop', async () => {
  const { using, close } = sessions();
  expect(await using('a', 'other', (workshop) => Promise.resolve(workshop))).toEqual(
    E.left('another version'),
  );
  await close();
});

it('takes what throws for a refusal', async () => {
  const { using } = sessionsOf(() => Promise.reject(new Error('no memory')), { most: 1, idleFor: 1 });
  expect(await using('a', 1, (workshop) => Promise.resolve(workshop))).toEqual(E.left('no memory'));
});
