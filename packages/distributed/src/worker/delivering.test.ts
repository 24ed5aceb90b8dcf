import { partBytes } from '../protocol/sizes';
import type { Answer, Said } from './asking';
import { deliveringBy } from './delivering';

const patience = { offerFor: 60_000, pause: 1, most: 2 };
const impatience = { ...patience, offerFor: 10 };
const running = { isUp: () => true, stop: new AbortController().signal };
const result = new Uint8Array(partBytes + 1);

/** A coordinator that answers so, and then goes on with the last answer. */
const answering = (...answers: readonly Answer[]) => {
  const parts: unknown[] = [];
  const ask = (_: string, said: Said): Promise<Answer> => {
    if (said.kind === 'result') parts.push(said.part);
    return Promise.resolve(answers[Math.min(parts.length, answers.length) - 1]);
  };
  return { parts, ask };
};

it.each([
  ['all parts', ['ok'], [0, 1], true],
  ['a part again that nobody took', ['silent', 'gone', 'later', 'ok'], [0, 0, 0, 0, 1], true],
  ['no more to who does not want it', ['drop'], [0], true],
  ['no more to who refuses it', ['ok', 'refused'], [0, 1], true],
] as const)('brings %s', async (_, answers, brought, delivered) => {
  const { ask, parts } = answering(...answers);
  expect(await deliveringBy(ask, patience, running)('session', 1, result)).toBe(delivered);
  expect(parts).toEqual(brought);
});

it('gives up when nobody takes it for long, or when it is to stop', async () => {
  const { ask } = answering('gone');
  expect(await deliveringBy(ask, impatience, running)('session', 1, result)).toBe(false);
  const stopped = { ...running, stop: AbortSignal.abort() };
  expect(await deliveringBy(ask, patience, stopped)('session', 1, result)).toBe(false);
});

it('gives up the oldest of too many', async () => {
  let isThere = false;
  const deliver = deliveringBy(() => Promise.resolve(isThere ? 'ok' : 'silent'), patience, running);
  const [first, ...others] = [1, 2, 3].map((job) => deliver('session', job, result));
  expect(await first).toBe(false);
  isThere = true;
  expect(await Promise.all(others)).toEqual([true, true]);
});

it('keeps what is done while the broker is away', async () => {
  let tries = 0;
  const ask = (): Promise<Answer> => Promise.resolve(++tries < 30 ? 'silent' : 'ok');
  const away = { ...running, isUp: () => tries >= 29 };
  expect(await deliveringBy(ask, impatience, away)('session', 1, new Uint8Array(1))).toBe(true);
});
