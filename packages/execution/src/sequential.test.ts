import { setImmediate } from 'node:timers/promises';
import { sequential } from './sequential';

describe('sequential', () => {
  it('gives results in the order of the jobs', async () => {
    expect(await sequential((x: number) => -x)([3, 1, 2])).toEqual([-3, -1, -2]);
    expect(await sequential((x: number) => -x)([])).toEqual([]);
  });

  it('runs one job at a time, and lets other work in between', async () => {
    const events: string[] = [];
    const others = (async () => {
      for (const event of ['a', 'b']) {
        await setImmediate();
        events.push(event);
      }
    })();
    await Promise.all([sequential((job: number) => events.push(String(job)))([1, 2, 3]), others]);
    expect(events.indexOf('a')).toBeLessThan(events.indexOf('3'));
    expect(events.filter((event) => event !== 'a' && event !== 'b')).toEqual(['1', '2', '3']);
  });

  it('fails with the error of the job that fails', async () => {
    const map = sequential((x: number) => {
      if (x === 2) throw new Error('job 2');
      return x;
    });
    await expect(map([1, 2, 3])).rejects.toThrow('job 2');
  });
});

it('waits for a job that gives a promise', async () => {
  const seen: string[] = [];
  const map = sequential(async (job: number) => {
    seen.push(`begin ${String(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
    seen.push(`end ${String(job)}`);
    return -job;
  });
  expect(await map([1, 2])).toEqual([-1, -2]);
  expect(seen).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2']);
});
