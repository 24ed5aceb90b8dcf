import { driver, type Message } from './driver';
import { start } from './choice';

/** A driver, and what it has said when it was told to show the last turn. */
const told = (...turns: readonly number[]): Promise<readonly Message[]> =>
  new Promise((resolve) => {
    const said: Message[] = [];
    const ask = driver(
      (message) => {
        said.push(message);
        if (message.kind === 'shown' && message.turn === turns[turns.length - 1]) resolve(said);
      },
      () => new Promise((resume) => setImmediate(resume)),
    );
    for (const turn of turns) ask({ turn, choice: { ...start, seed: turn } });
  });

it('says how far it is, then shows', async () => {
  const said = await told(1);
  expect(said[0]).toEqual({ kind: 'loading', turn: 1 });
  const shares = said.flatMap((message) => (message.kind === 'adapting' ? [message.share] : []));
  expect(shares).toEqual(Array.from({ length: 20 }, (_, i) => (i + 1) / 20));
  expect(said[said.length - 1]).toMatchObject({ hash: expect.stringMatching(/^[\da-f]{64}$/) });
});

it('takes what is asked last, and leaves out what was asked meanwhile', async () => {
  const said = await told(1, 2, 3);
  expect(said.flatMap(({ kind, turn }) => (kind === 'shown' ? [turn] : []))).toEqual([1, 3]);
});
