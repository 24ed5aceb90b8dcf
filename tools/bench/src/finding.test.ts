import { findingsTable } from './finding';

const found = (median: number) => ({ count: 3, median, least: median - 1, greatest: median + 1 });

it('the median decides whether a target is met', () => {
  const text = findingsTable([
    { name: 'high', found: found(5), wanted: { atLeast: 5 } },
    { name: 'too low', found: found(4.9), wanted: { atLeast: 5 } },
    { name: 'small', found: found(2), wanted: { atMost: 2 } },
    { name: 'too great', found: found(2.1), wanted: { atMost: 2 } },
  ]);
  const verdict = (name: string) =>
    /(met|missed) /.exec(text.split('\n').find((line) => line.includes(`${name} `)) ?? '')?.[1];
  expect(['high', 'too low', 'small', 'too great'].map(verdict)).toEqual(['met', 'missed', 'met', 'missed']);
});
