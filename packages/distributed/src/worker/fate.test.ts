import { fates, settle, type Fate } from './fate';

const told = (fate: Fate): readonly string[] => {
  const log: string[] = [];
  const token = {
    ack: () => log.push('ack'),
    nak: (after: number) => log.push(`nak ${String(after)}`),
    term: () => log.push('term'),
  };
  settle(token, fate);
  return log;
};

it.each([
  [fates.done, 'ack'],
  [fates.ended, 'term'],
  [fates.backNow, 'nak 0'],
  [fates.backSoon, 'nak 250'],
  [{ kind: 'back', after: 70 }, 'nak 70'],
] satisfies readonly (readonly [Fate, string])[])('tells the broker of %j by %s alone', (fate, word) => {
  expect(told(fate)).toEqual([word]);
});
