import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const built = pathToFileURL(join(__dirname, '../dist/index.js')).href;

/** How a program ends that a user writes with the built package. */
const run = async (program: string) => {
  const source = `import { initializeBackend } from ${JSON.stringify(built)};\n${program}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    cwd: __dirname,
    // Numbers without colours, whatever runs the tests.
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<(number | null)[]>,
  ]);
  return { code, out, err };
};

const counts = `
const names = ['uncaughtException', 'unhandledRejection', 'newListener'];
const count = () => names.map((name) => process.listenerCount(name));
const [, , own] = count();
const counts = () => {
  const [exceptions, rejections, additions] = count();
  console.log(exceptions, rejections, additions - own);
};
`;

describe('a program that starts the backend', () => {
  it('may handle a rejection later', async () => {
    const { code, out } = await run(`
      await initializeBackend();
      const rejected = Promise.reject(new Error('handled later'));
      process.on('unhandledRejection', () => {});
      setTimeout(() => rejected.catch(({ message }) => console.log(message)), 50);
    `);
    expect({ code, out }).toEqual({ code: 0, out: 'handled later\n' });
  });

  it('ends with its own error and a short trace', async () => {
    const { code, err } = await run(`
      await initializeBackend();
      setTimeout(() => { throw new Error('of the program'); }, 1);
    `);
    expect(code).toBe(1);
    expect(err).toMatch(/Error: of the program/);
    expect(err.length).toBeLessThan(1000);
  });

  it('has the listeners that it had, after one start and after many at once', async () => {
    const { out, err } = await run(`${counts}
      const before = () => {};
      process.on('uncaughtException', before);
      process.on('unhandledRejection', before);
      const starts = Array.from({ length: 30 }, () => initializeBackend());
      process.on('unhandledRejection', function (reason) { throw reason });
      await Promise.resolve();
      process.once('uncaughtException', function (ex) { throw ex });
      await Promise.all(starts);
      counts();
      await initializeBackend();
      counts();
      console.log(process.listeners('unhandledRejection')[0] === before);
    `);
    expect({ out, err }).toEqual({ out: '2 2 0\n2 2 0\ntrue\n', err: '' });
  });

  it('has the listeners that it had, after a start that fails', async () => {
    const { code, out } = await run(`${counts}
      import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
      setWasmPaths('/nowhere/');
      console.error = console.warn = () => {};
      const started = await initializeBackend();
      console.log(started._tag);
      counts();
    `);
    expect({ code, out }).toEqual({ code: 0, out: 'Left\n0 0 0\n' });
  });
});
