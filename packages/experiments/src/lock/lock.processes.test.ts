import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { acquireLock, releaseLock } from './lock';

const root = join(__dirname, '../../../..');

describe('a lock that processes fight for', () => {
  let folder = '';
  let program = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-contenders-'));
    program = join(folder, 'contender.cjs');
    execFileSync(join(root, 'node_modules/.bin/esbuild'), [
      join(__dirname, '../testing/contender.ts'),
      ...['--bundle', '--platform=node', '--format=cjs', '--log-level=error', `--outfile=${program}`],
      `--alias:@sgmrl/codecs=${join(root, 'packages/codecs/src/index.ts')}`,
    ]);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([undefined, ''])(
    'is never held by two, though they are killed at any moment; the lock file is %j at first',
    async (text) => {
      const place = mkdtempSync(join(folder, 'lock-'));
      const [lock, log] = [join(place, 'lock'), join(folder, `${Math.random().toString(36)}.log`)];
      writeFileSync(log, '');
      if (text !== undefined) writeFileSync(lock, text);
      const linesOf = (what: RegExp): readonly string[] =>
        readFileSync(log, 'utf8')
          .split('\n')
          .filter((line) => what.test(line));
      const contender = async (): Promise<void> => {
        // On a busy machine many a life goes by without the lock.
        for (let life = 0; life < 3 || linesOf(/^inside/).length <= 10; life++) {
          const child: ChildProcess = spawn(process.execPath, [program, lock, log, '10'], {
            stdio: 'inherit',
          });
          const ended = once(child, 'exit');
          if (life % 2 === 1) {
            await Promise.race([ended, setTimeout(60 + 200 * Math.random())]);
            child.kill('SIGKILL');
          }
          await ended;
        }
      };
      await Promise.all(Array.from({ length: 5 }, contender));
      expect(linesOf(/^(violation|error)/)).toEqual([]);
      // Whoever comes after them has it, and leaves nothing of theirs.
      const last = await acquireLock(lock, { takeOver: false })();
      if (E.isLeft(last)) throw new Error(JSON.stringify(last.left));
      await releaseLock(last.right)();
      expect(readdirSync(place)).toEqual([]);
    },
  );
});
