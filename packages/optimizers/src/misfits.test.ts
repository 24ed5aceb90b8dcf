import { adam, chain, fromSpec, scaleByAdam, scaleBySchedule, sgd, type OptimizerSpec } from './index';

/** Plain data as a program without types might make it. */
const parsed = (text: string): OptimizerSpec => JSON.parse(text);

it.each([
  ['null', 'optimizer: expected a record, found null'],
  ['{}', 'optimizer: kind: expected sgd, momentum or adam, found undefined'],
  ['{ "kind": "lion", "learningRate": 1 }', 'optimizer: kind: expected sgd, momentum or adam, found lion'],
  ['{ "kind": "sgd" }', 'sgd: learningRate: expected a finite number, found undefined'],
  ['{ "kind": "sgd", "learningRate": "1" }', 'sgd: learningRate: expected a finite number, found 1'],
  [
    '{ "kind": "momentum", "learningRate": 1 }',
    'momentum: decay: expected a number in [0, 1), found undefined',
  ],
  [
    '{ "kind": "momentum", "learningRate": 1, "decay": "0.5" }',
    'momentum: decay: expected a number in [0, 1), found 0.5',
  ],
  [
    '{ "kind": "adam", "learningRate": 1, "epsilon": null }',
    'adam: epsilon: expected a positive finite number, found null',
  ],
  ['{ "kind": "sgd", "learningRate": 1, "schedule": null }', 'sgd: schedule: expected a record, found null'],
  [
    '{ "kind": "sgd", "learningRate": 1, "schedule": { "kind": "step", "final": 1, "steps": 1 } }',
    'sgd: schedule.kind: expected linear, cosine-decay or exponential-decay, found step',
  ],
  [
    '{ "kind": "sgd", "learningRate": 1, "schedule": { "kind": "linear", "final": 1 } }',
    'sgd: schedule.steps: expected a positive finite number, found undefined',
  ],
])('refuses the spec %s', (text, message) => {
  expect(() => fromSpec(parsed(text))).toThrow(new RangeError(message));
});

it('refuses options that are no record', () => {
  expect(() => adam(1, JSON.parse('null'))).toThrow(
    new RangeError('adam: options: expected a record, found null'),
  );
  expect(() => scaleByAdam(JSON.parse('3'))).toThrow(
    new RangeError('scaleByAdam: options: expected a record, found 3'),
  );
});

it('refuses parts that are none', () => {
  expect(() => chain(sgd(1), JSON.parse('{}'))).toThrow(
    new RangeError('chain: part 1: expected a gradient transformation, found one without init and update'),
  );
  expect(() => scaleBySchedule(JSON.parse('0.5'))).toThrow(
    new RangeError('scaleBySchedule: expected a schedule, a function of the step, found 0.5'),
  );
});
