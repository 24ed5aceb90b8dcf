import { workersOrBroker } from './arguments';

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
