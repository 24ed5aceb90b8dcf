import { threadCount, workersOrBroker } from './arguments';

it.each([
  ['0', 0],
  ['3', 3],
  ['nats://broker:4222', 'nats://broker:4222'],
  // What is meant as an address is for its reader to refuse: it repeats no secret.
  ['broker:4222', 'broker:4222'],
  ['me:secret@broker', 'me:secret@broker'],
  ['me@broker', 'me@broker'],
])('takes %s as %j', (text, taken) => {
  expect(workersOrBroker(text)).toBe(taken);
});

it.each(['-1', '1.5', '257', 'some'])('refuses %s', (text) => {
  expect(() => workersOrBroker(text)).toThrow('Expected a whole number from 0 to 256');
});

it.each([
  ['1', 1],
  ['256', 256],
])('takes %s threads', (text, taken) => {
  expect([threadCount(text), threadCount('auto') >= 1]).toEqual([taken, true]);
});

it.each(['0', '257', '1.5', ''])('refuses %j threads', (text) => {
  expect(() => threadCount(text)).toThrow(
    `Expected a whole number from 1 to 256, found ${JSON.stringify(text)}.`,
  );
});
