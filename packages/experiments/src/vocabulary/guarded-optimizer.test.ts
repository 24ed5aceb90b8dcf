import { fromOptimizerSpec } from '@sgmrl/optimizers';
import { guardedOptimizer } from './guarded-optimizer';

const sound = fromOptimizerSpec({ kind: 'momentum', learningRate: 0.5, decay: 0.9 });
const theta = [0, 0, 0];
const first = sound.init(theta);

const built = (made: unknown) =>
  guardedOptimizer('mine', () => Object.assign({ value: sound }, { value: made }).value);

const updated = (update: unknown) => built({ ...sound, update }).update([1, 2, 3], first, theta);

it('is the same where nothing is wrong', () => {
  const guarded = built(sound);
  expect(guarded.init(theta)).toEqual(first);
  expect(guarded.update([1, 2, 3], first, theta)).toEqual(sound.update([1, 2, 3], first, theta));
});

it('keeps the object that a method is called on', () => {
  class Counting {
    readonly rate = 2;
    init() {
      return { step: this.rate, moments: [] };
    }
    update(gradient: ArrayLike<number>, state: typeof first) {
      return [Array.from(gradient, (x) => this.rate * x), state] as const;
    }
  }
  const guarded = built(new Counting());
  expect(guarded.update([1], guarded.init([0]), [0])).toEqual([[2], { step: 2, moments: [] }]);
});

const thrown = () => {
  throw new TypeError('worn out');
};

it.each([
  [undefined, 'expected a record, found nothing'],
  [{}, 'init: expected a function, found nothing'],
  [{ init: sound.init }, 'update: expected a function, found nothing'],
])('names the optimizer where build gives %j', (made, message) => {
  expect(() => built(made)).toThrow(`optimizer mine: build: ${message}`);
});

it('names the optimizer whose build throws', () => {
  expect(() => guardedOptimizer('mine', thrown)).toThrow('optimizer mine: build: TypeError: worn out');
});

const state = '{ step, moments }: a number and a list of vectors';

it.each([
  [thrown, 'TypeError: worn out'],
  [() => 3, `expected ${state}, found 3`],
  [() => ({ step: NaN, moments: [] }), 'step: expected a finite number, found NaN'],
  [() => ({ step: 0 }), 'moments: expected a list of vectors, found nothing'],
  [() => ({ step: 0, moments: [3] }), 'moments.0: expected a vector of numbers, found 3'],
  [() => ({ step: 0, moments: [[1, 'a']] }), 'moments.0: entry 1: expected a number, found "a"'],
  [
    () => ({ step: 0, moments: [], slow: 1 }),
    'slow: expected no field but step and moments, as checkpoints hold no other, found 1',
  ],
  [
    () => ({ step: 0, moments: [new DataView(new ArrayBuffer(8))] }),
    'moments.0: expected a vector of numbers, found {}',
  ],
  [() => ({ step: 0, moments: [BigInt64Array.of(1n)] }), 'moments.0: entry 0: expected a number, found 1'],
])('names the optimizer where init is %s', (init, message) => {
  expect(() => built({ ...sound, init }).init(theta)).toThrow(
    expect.objectContaining({ message: `optimizer mine: init: ${message}`, cause: expect.anything() }),
  );
});

const pair = 'expected [vector of 3 numbers, { step, moments }], found';

it.each([
  [thrown, 'TypeError: worn out'],
  [() => undefined, `${pair} nothing`],
  [() => ({ update: [1, 2, 3], state: first }), `${pair} {"update":[1,2,3]`],
  [() => [[1, 2, 3]], `${pair} [[1,2,3]]`],
  [() => Promise.resolve([]), `${pair} a promise: it must not be async`],
  [() => [[1, 2], first], '[0]: expected 3 numbers, found 2'],
  [() => [3, first], '[0]: expected a vector of numbers, found 3'],
  [() => [[1, 2, 'a'], first], '[0]: entry 2: expected a number, found "a"'],
  [() => [[1, 2, 3], undefined], `[1]: expected ${state}, found nothing`],
  [() => [[1, 2, 3], { step: 1, moments: [] }], '[1].moments: expected 1 vectors, as before, found 0'],
  [() => [[1, 2, 3], { step: 1, moments: [[1]] }], '[1].moments.0: expected 3 numbers, found 1'],
])('names the optimizer where update is %s', (update, message) => {
  expect(() => updated(update)).toThrow(`optimizer mine: update: ${message}`);
});

it('remembers float64 numbers, as a checkpoint brings them back', () => {
  const rounded = { step: 1, moments: [Float32Array.of(0.1, 0, 0)] };
  const kept = { step: 1, moments: [Float64Array.of(Math.fround(0.1), 0, 0)] };
  expect(built({ ...sound, init: () => rounded }).init(theta)).toEqual(kept);
  expect(updated(() => [[1, 2, 3], rounded])).toEqual([[1, 2, 3], kept]);
});

it('lets a run that diverges say so itself', () => {
  const next = { step: 1, moments: [Float64Array.of(NaN, 0, 0)] };
  expect(updated(() => [[NaN, 0, Infinity], next])).toEqual([[NaN, 0, Infinity], next]);
});
