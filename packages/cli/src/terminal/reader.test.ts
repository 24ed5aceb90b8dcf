import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ExitCode } from './exit-code';
import { watchReader } from './reader';

/** What the reader says while something is saved, and after, when an output fails so. */
const failing = async (code: string, isTTY: boolean, signal?: ExitCode) => {
  const out = Object.assign(new PassThrough(), { isTTY });
  const err = new PassThrough();
  const reader = watchReader({ out, err, workerModule: '' });
  const error = Object.assign(new Error(`write ${code}`), { code });
  const lost = await reader.whileSaving({ received: () => signal }, () => {
    expect(reader.lost()).toBeUndefined();
    out.emit('error', error);
    return Promise.resolve(reader.lost());
  });
  expect(reader.lost()).toBe(lost);
  err.end();
  return { lost, said: await text(err) };
};

it.each([
  ['EPIPE', false, 141],
  ['EIO', true, 129],
])('ends without a word after %s, on a terminal: %s', async (code, isTTY, lost) => {
  expect(await failing(code, isTTY)).toEqual({ lost, said: '' });
});

it.each([
  ['EIO', false],
  ['ENOSPC', false],
  ['ENOSPC', true],
])('complains of %s, on a terminal: %s', async (code, isTTY) => {
  const said = `sgmrl: cannot write the output: write ${code}\n`;
  expect(await failing(code, isTTY)).toEqual({ lost: 2, said });
});

it.each([
  ['EPIPE', false],
  ['EIO', true],
])('leaves the exit code to the signal that came with %s, on a terminal: %s', async (code, isTTY) => {
  expect(await failing(code, isTTY, 143)).toEqual({ lost: 143, said: '' });
});

it.each([
  [undefined, 129],
  [143, 143],
] as const)('ends at once what saves nothing any more, after the signal %s by %s', async (signal, code) => {
  const exit = jest.spyOn(process, 'exit').mockImplementation();
  const out = Object.assign(new PassThrough(), { isTTY: true });
  const reader = watchReader({ out, err: new PassThrough(), workerModule: '' });
  await reader.whileSaving({ received: () => signal }, () => Promise.resolve());
  out.emit('error', Object.assign(new Error(), { code: 'EIO' }));
  expect(exit.mock.calls).toEqual([[code]]);
  exit.mockRestore();
});
