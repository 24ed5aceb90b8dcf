import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeTurns, timesSeconds } from './take-turns';

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

it('programs warm up, then take turns until each had its rounds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'take-turns-'));
  const file = join(folder, 'turns');
  const measured = await takeTurns([
    { ...writer('a', file), warmUps: 2, rounds: 3 },
    { ...writer('b', file), warmUps: 1, rounds: 1 },
  ]);
  // The single turn of b in the middle of those of a
  expect(readFileSync(file, 'utf8')).toBe('aab' + 'a' + 'ab' + 'a');
  expect(measured).toEqual([
    { rounds: [0, 1, 2], seconds: [3, 4, 5], cpuSeconds: [6, 8, 10], peakBytes: 50 },
    { rounds: [1], seconds: [2], cpuSeconds: [4], peakBytes: 20 },
  ]);
  rmSync(folder, { recursive: true });
});

it('programs are compared in the rounds in which both had a turn', () => {
  const measured = (rounds: readonly number[], seconds: readonly number[]) => ({
    rounds,
    seconds,
    cpuSeconds: seconds,
    peakBytes: 0,
  });
  const often = measured([0, 1, 2, 3, 4, 5], [1, 2, 4, 8, 16, 32]);
  const seldom = measured([1, 4], [6, 64]);
  expect(timesSeconds(seldom, often)).toEqual({ count: 2, median: 3.5, least: 3, greatest: 4 });
  expect(timesSeconds(often, seldom)).toMatchObject({ count: 2, least: 0.25 });
});
