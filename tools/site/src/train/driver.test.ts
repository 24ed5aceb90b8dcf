import { driver, type Message } from './driver';
import { scenes } from './scenes';
import { startOf } from './settings';

const settings = { ...startOf(scenes[1]), n: 4 };

/** A driver, and what it has said once a message fits. Each message is first looked at. */
const driven = (look: (message: Message) => void = () => undefined) => {
  const said: Message[] = [];
  let heard = (): void => undefined;
  const tell = driver(
    (message) => {
      look(message);
      said.push(message);
      heard();
    },
    () => new Promise((resolve) => setImmediate(resolve)),
  );
  const until = (fits: (message: Message) => boolean): Promise<void> =>
    new Promise((resolve) => {
      heard = () => {
        if (said.some(fits)) resolve();
      };
      heard();
    });
  return { said, tell, until };
};

const iterationsOf = (said: readonly Message[]): readonly number[] =>
  said.flatMap((message) => (message.kind === 'point' ? [message.point.iteration] : []));

it('shows the untrained policy, then trains as far as it is told', async () => {
  const { said, tell, until } = driven();
  tell({ kind: 'begin', turn: 1, settings });
  await until(({ kind }) => kind === 'adapted');
  expect(said.map(({ kind }) => kind)).toEqual(['began', 'adapted']);
  tell({ kind: 'train', iterations: 2 });
  await until((message) => message.kind === 'adapted' && message.iteration === 2);
  expect(iterationsOf(said)).toEqual([1, 2]);
  expect(said[0]).toMatchObject({ kind: 'began', turn: 1, hash: expect.stringMatching(/^[\da-f]{64}$/) });
});

it('pauses, goes on, and adapts to another task meanwhile', async () => {
  const { said, tell, until } = driven();
  tell({ kind: 'begin', turn: 1, settings });
  tell({ kind: 'train', iterations: 1_000_000 });
  await until((message) => message.kind === 'point' && message.point.iteration === 2);
  tell({ kind: 'train', iterations: 0 });
  tell({ kind: 'place', coordinates: [0] });
  await until((message) => message.kind === 'adapted' && message.coordinates[0] === 0);
  const paused = iterationsOf(said).length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(iterationsOf(said)).toHaveLength(paused);
  tell({ kind: 'train', iterations: 1 });
  await until((message) => message.kind === 'point' && message.point.iteration === paused + 1);
});

it('begins anew, with the same bits', async () => {
  const { said, tell, until } = driven();
  for (const turn of [1, 2]) {
    tell({ kind: 'begin', turn, settings });
    tell({ kind: 'train', iterations: 1 });
    await until((message) => message.kind === 'point' && message.turn === turn);
  }
  const hashes = said.flatMap((message) => (message.kind === 'point' ? [message.hash] : []));
  expect(hashes).toHaveLength(2);
  expect(hashes[0]).toBe(hashes[1]);
});

it('says what cannot be trained', async () => {
  const { said, tell, until } = driven();
  tell({ kind: 'begin', turn: 1, settings: { ...settings, term: 'mamal' } });
  await until(({ kind }) => kind === 'problem');
  expect(said).toEqual([{ kind: 'problem', turn: 1, text: expect.stringContaining('maml') }]);
});

it('begins what waits though a step of the training before breaks', async () => {
  const { said, tell, until } = driven((message) => {
    if (message.kind !== 'began' || message.turn !== 1) return;
    tell({ kind: 'begin', turn: 2, settings });
    tell({ kind: 'train', iterations: 1 });
    throw new Error('broken');
  });
  tell({ kind: 'begin', turn: 1, settings });
  await until((message) => message.kind === 'point' && message.turn === 2);
  expect(said[0]).toEqual({ kind: 'problem', turn: 1, text: 'broken' });
});

it.each([0, 1, 2, 3])(
  'heeds what it is told %d turns of the event loop after it had nothing to do',
  async (turns) => {
    const { tell, until } = driven();
    tell({ kind: 'begin', turn: 1, settings });
    await until(({ kind }) => kind === 'adapted');
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    tell({ kind: 'train', iterations: 1 });
    await until(({ kind }) => kind === 'point');
  },
);
