import { ask, found, proximal, type Search } from '@sgmrl/meta-learning';
import { fromOptimizerSpec, type OptimizerState } from '@sgmrl/optimizers';
import { guardedOuterUpdate } from './guarded-outer-update';

const sgd = fromOptimizerSpec({ kind: 'sgd', learningRate: 0.5 });
const sound = proximal({ clip: 0.3, klPenalty: 0.1, steps: 2 }, sgd);
const memory: OptimizerState = sgd.init([0, 0]);
const from = { parameters: [0, 0], optimizer: memory };

const built = (made: unknown) =>
  guardedOuterUpdate('mine', () => Object.assign({ value: sound }, { value: made }).value);

const searched = (search: unknown, surrogate: unknown = sound.surrogate) =>
  built({ init: sound.init, search: () => search, surrogate }).search(from, [1, 2]);

/** Answers every question alike, to the end. */
const settled = (search: Search<OptimizerState>): Search<OptimizerState> =>
  search.kind === 'found' ? search : settled(search.next([1, 2]));

it('is the same where nothing is wrong', () => {
  const guarded = built(sound);
  expect(guarded.init([0, 0])).toEqual(sound.init([0, 0]));
  expect(guarded.surrogate).toEqual(sound.surrogate);
  expect(settled(guarded.search(from, [1, 2]))).toEqual(settled(sound.search(from, [1, 2])));
});

const thrown = () => {
  throw new TypeError('worn out');
};

it.each([
  [undefined, 'expected a record, found nothing'],
  [{}, 'init: expected a function, found nothing'],
  [sgd, 'search: expected a function, found nothing'],
  [{ ...sound, surrogate: { clip: 1 } }, 'RangeError: surrogate: data: expected a function, found nothing'],
  [{ ...sound, surrogate: 3 }, 'RangeError: surrogate: expected a record, found 3'],
])('names the outer update where build gives %j', (made, message) => {
  expect(() => built(made)).toThrow(
    expect.objectContaining({ message: `outer update mine: build: ${message}` }),
  );
});

it('names the outer update whose build, init or search throws', () => {
  expect(() => guardedOuterUpdate('mine', thrown)).toThrow('outer update mine: build: TypeError: worn out');
  expect(() => built({ ...sound, init: thrown }).init([0])).toThrow(
    'outer update mine: init: TypeError: worn out',
  );
  expect(() => built({ ...sound, init: () => 3 }).init([0])).toThrow('outer update mine: init: expected {');
  expect(() => built({ ...sound, search: thrown }).search(from, [1, 2])).toThrow(
    'outer update mine: search: TypeError: worn out',
  );
});

const step = { parameters: [1, 1], optimizer: memory, surrogate: undefined };
const question = { kind: 'value', parameters: [1, 1] } as const;
const either = 'expected { kind: "found", step } or { kind: "asks", question, next }, found';

it.each<[unknown, string]>([
  [undefined, `${either} nothing`],
  [step, `${either} {"parameters":[1,1]`],
  [{ kind: 'found' }, 'step: expected { parameters, optimizer, surrogate }, found nothing'],
  [found({ ...step, parameters: [1] }), 'step.parameters: expected 2 numbers, found 1'],
  [{ kind: 'found', step: { parameters: [1, 1] } }, 'step.optimizer: expected { step, moments }'],
  [
    { kind: 'found', step: { ...step, surrogate: 3 } },
    'step.surrogate: expected { gain, divergence } of numbers, or nothing, found 3',
  ],
  [
    { kind: 'asks', question: { kind: 'why' } },
    'question: expected a question of kind value, gradient or curvature, found {"kind":"why"}',
  ],
  [
    ask({ ...question, parameters: [1] }, () => found(step)),
    'question.parameters: expected 2 numbers, found 1',
  ],
  [
    { kind: 'asks', question: { kind: 'curvature' } },
    'question.direction: expected a vector of numbers, found nothing',
  ],
  [{ kind: 'asks', question }, 'next: expected a function of the answer, found nothing'],
])('names the outer update whose search gives %j', (search, message) => {
  expect(() => searched(search)).toThrow(`outer update mine: search: ${message}`);
});

it('looks at what a search goes on with, too', () => {
  const asking = searched(ask(question, () => found({ ...step, parameters: [] })));
  expect(() => settled(asking)).toThrow(
    'outer update mine: search: step.parameters: expected 2 numbers, found 0',
  );
});

it('refuses a question where there is nothing to ask about', () => {
  const plain = built({ init: sound.init, search: () => ask(question, () => found(step)) });
  expect(() => plain.search(from, [1, 2])).toThrow(
    'outer update mine: search: kind: expected "found", as it has no surrogate to ask about, found "asks"',
  );
});
