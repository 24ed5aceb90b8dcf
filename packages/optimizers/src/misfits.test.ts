import {
  adam,
  chain,
  fromOptimizerSpec,
  scaleByAdam,
  scaleBySchedule,
  sgd,
  type OptimizerSpec,
} from './index';

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
  [
    '{ "kind": "sgd", "learningRate": 1, "momentum": 0.9 }',
    'sgd: momentum: expected no field but kind, learningRate, schedule, maxNorm, found 0.9',
  ],
  [
    '{ "kind": "momentum", "learningRate": 1, "decay": 0.5, "beta1": 0.9 }',
    'momentum: beta1: expected no field but kind, learningRate, schedule, maxNorm, decay, found 0.9',
  ],
  [
    '{ "kind": "adam", "learningRate": 1, "b1": 0.9 }',
    'adam: b1: expected no field but kind, learningRate, schedule, maxNorm, beta1, beta2, epsilon, found 0.9',
  ],
  [
    '{ "kind": "sgd", "learningRate": 1, "schedule": { "kind": "linear", "final": 1, "steps": 2, "rate": 1 } }',
    'sgd: schedule: rate: expected no field but kind, final, steps, found 1',
  ],
  [
    '{ "kind": "sgd", "learningRate": 1, "schedule": { "kind": "exponential-decay", "final": 1 } }',
    'sgd: schedule: final: expected no field but kind, rate, steps, found 1',
  ],
])('refuses the spec %s', (text, message) => {
  expect(() => fromOptimizerSpec(parsed(text))).toThrow(new RangeError(message));
});

it('refuses options that are no record', () => {
  expect(() => adam(1, JSON.parse('null'))).toThrow(
    new RangeError('adam: options: expected a record, found null'),
  );
  expect(() => scaleByAdam(JSON.parse('3'))).toThrow(
    new RangeError('scaleByAdam: options: expected a record, found 3'),
  );
});

it('refuses options that there are not', () => {
  expect(() => adam(0.1, JSON.parse('{ "b1": 2 }'))).toThrow(
    new RangeError('adam: options: b1: expected no field but beta1, beta2, epsilon, found 2'),
  );
  expect(() => scaleByAdam(JSON.parse('{ "amsgrad": true }'))).toThrow(
    new RangeError('scaleByAdam: options: amsgrad: expected no field but beta1, beta2, epsilon, found true'),
  );
});

it('refuses parts that are none', () => {
  const { init, update } = sgd(1);
  for (const part of [{}, { init }, { update }])
    expect(() => chain(sgd(1), Object.assign(JSON.parse('{}'), part))).toThrow(
      new RangeError('chain: part 1: expected a gradient transformation, found one without init and update'),
    );
  expect(() => scaleBySchedule(JSON.parse('0.5'))).toThrow(
    new RangeError('scaleBySchedule: expected a schedule, a function of the step, found 0.5'),
  );
});
