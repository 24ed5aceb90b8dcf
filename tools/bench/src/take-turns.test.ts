import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeTurns } from './take-turns';

/** A program that writes its name into a file at each turn and counts its turns as seconds. */
const writer = (name: string, file: string) => ({
  command: process.execPath,
  args: [
    '-e',
    `
      console.log('{"ready":true}');
      let turn = 0;
      process.stdin.on('data', () => {
        require('node:fs').appendFileSync(${JSON.stringify(file)}, ${JSON.stringify(name)});
        turn += 1;
        console.log(JSON.stringify({ seconds: turn, cpuSeconds: 2 * turn, peakBytes: 10 * turn }));
      });
    `,
  ],
});

test('programs warm up, then take turns until each had its rounds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'take-turns-'));
  const file = join(folder, 'turns');
  const measured = await takeTurns([
    { ...writer('a', file), warmUps: 2, rounds: 3 },
    { ...writer('b', file), warmUps: 1, rounds: 1 },
  ]);
  expect(readFileSync(file, 'utf8')).toBe('aabab' + 'aa');
  expect(measured).toEqual([
    { seconds: [3, 4, 5], cpuSeconds: [6, 8, 10], peakBytes: 50 },
    { seconds: [2], cpuSeconds: [4], peakBytes: 20 },
  ]);
  rmSync(folder, { recursive: true });
});
