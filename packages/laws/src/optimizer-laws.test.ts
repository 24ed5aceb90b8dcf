import { adam, chain, clipByGlobalNorm, momentum, sgd, type GradientTransformation } from '@sgmrl/optimizers';
import { axpy, dot, negate, norm, scale, type Vector } from '@sgmrl/vector';
import { checkLaws } from './law';
import { optimizerLaws } from './optimizer-laws';

it('hold for the optimizers of the library', () => {
  const laws = [
    ...optimizerLaws(sgd(0.1)),
    ...optimizerLaws(momentum(0.1, 0.9)),
    ...optimizerLaws(adam(0.01)),
    ...optimizerLaws(chain(clipByGlobalNorm(1), adam(0.01))),
  ];
  expect(checkLaws(laws, { runs: 50 })).toStrictEqual({ _tag: 'Right', right: undefined });
});

it('hold for unusual optimizers that are sound', () => {
  const decay: GradientTransformation<number> = {
    init: () => 0,
    update: (g, steps, theta) => [axpy(-0.1, theta, g), steps + 1],
  };
  const laws = [
    ...optimizerLaws(sgd(1e-300)),
    ...optimizerLaws(adam(1e-12)),
    ...optimizerLaws(momentum(0.1, 0)),
    ...optimizerLaws(chain(clipByGlobalNorm(1e-9), sgd(1))),
    ...optimizerLaws(decay),
    ...optimizerLaws({ init: () => null, update: (g: Vector, state: null) => [negate(g), state] }),
  ];
  expect(checkLaws(laws, { runs: 50 })).toStrictEqual({ _tag: 'Right', right: undefined });
});

let calls = 0;
const stateless = (
  update: GradientTransformation<readonly number[]>['update'],
): GradientTransformation<readonly number[]> => ({ init: () => [], update });

const counting: GradientTransformation<{ readonly next: () => number }> = {
  init: () => ({ next: () => 1 }),
  update: (gradient, state) => [Array.from(gradient, (x) => x * state.next()), state],
};

const buffer: number[] = [];
/** Writes into the same array each time. */
const into = (gradient: Vector): Vector => {
  buffer.splice(0, buffer.length, ...Array.from(gradient));
  return buffer;
};

/** What a careless optimizer keeps beside its state. */
let sum = 0;

const broken: readonly (readonly [string, GradientTransformation<readonly number[]>])[] = [
  ['repeatable updates', stateless((gradient) => [Array.from(gradient, (x) => x + calls++), []])],
  ['shape', stateless((gradient) => [Array.from(gradient, (x) => 1 / (x - x)), []])],
  [
    'untouched inputs',
    stateless((gradient) => {
      if (gradient instanceof Float64Array) gradient.fill(7);
      return [gradient, []];
    }),
  ],
  ['lasting results', stateless((gradient) => [into(gradient), []])],
  [
    'separate streams',
    {
      init: () => {
        sum = 0;
        return [];
      },
      update: (gradient) => {
        sum += gradient[0];
        return [Array.from(gradient, (x) => x + sum), []];
      },
    },
  ],
  // The second state is an accumulator that counts how often it was looked at.
  [
    'unit of chain',
    stateless((gradient, _state, parameters) => {
      calls += 1;
      return [Array.from(gradient, (x) => x + parameters.length + calls), []];
    }),
  ],
  [
    'associativity of chain',
    stateless((gradient) => {
      calls += 1;
      return [Array.from(gradient, (x) => x + calls), []];
    }),
  ],
  ['names of coordinates', stateless((gradient) => [Array.from(gradient, (x, i) => x * (i + 1)), []])],
];

it.each(broken)('%s: catches a transformation that breaks it', (name, transformation) => {
  const found = optimizerLaws(transformation).find((law) => law.name === name);
  expect(found?.check({ runs: 100 })).toMatchObject({ left: { law: name } });
});

it('states are data: catches a state that cannot be stored', () => {
  const found = optimizerLaws(counting).find((law) => law.name === 'states are data');
  expect(found?.check({ runs: 10 })).toMatchObject({ left: { law: 'states are data' } });
});

const sound = momentum(0.1, 0.9);
type Momentum = ReturnType<typeof sound.init>;
type Update = GradientTransformation<Momentum>['update'];
const changed = (change: (update: Update) => Update): GradientTransformation<Momentum> => ({
  ...sound,
  update: change(sound.update),
});
const known = new WeakSet<object>();

const others: readonly (readonly [string, GradientTransformation<Momentum>])[] = [
  [
    'mirrors the coordinates',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step).reverse(), next];
    }),
  ],
  [
    'turns the coordinates round',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step, (_, i) => step[(i + 1) % step.length]), next];
    }),
  ],
  [
    'forgets the last coordinate',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step).slice(0, -1), next];
    }),
  ],
  [
    'never updates the last of several',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step, (x, i) => (i > 0 && i === step.length - 1 ? 0 : x)), next];
    }),
  ],
  [
    'divides by the gradient',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step, (x, i) => x / g[i]), next];
    }),
  ],
  [
    'divides by the norm of the gradient',
    changed((update) => (g, s, p) => update(scale(1 / norm(g), g), s, p)),
  ],
  [
    'divides squares, which overflow, by squares',
    changed((update) => (g, s, p) => update(scale(dot(g, g) / (1 + dot(g, g)), g), s, p)),
  ],
  [
    'takes the root of the gradient',
    changed((update) => (g, s, p) => update(Array.from(g, Math.sqrt), s, p)),
  ],
  [
    'draws its steps at random',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step, (x) => x * (1 + Math.random())), next];
    }),
  ],
  [
    'counts its calls',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [Array.from(step, (x) => x / (1 + calls++)), next];
    }),
  ],
  [
    'changes the gradient in place',
    changed((update) => (g, s, p) => {
      if (g instanceof Float64Array) g.forEach((x, i) => (g[i] = Math.min(1, x)));
      return update(g, s, p);
    }),
  ],
  [
    'changes the parameters in place',
    changed((update) => (g, s, p) => {
      if (p instanceof Float64Array) p.fill(0);
      return update(g, s, p);
    }),
  ],
  [
    'gives its updates in one buffer',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      return [into(step), next];
    }),
  ],
  [
    'knows states by identity',
    changed((update) => (g, s, p) => {
      const [step, next] = update(g, s, p);
      if (typeof next === 'object') known.add(next);
      return [known.has(s) ? step : Array.from(step, (x) => 2 * x), next];
    }),
  ],
];

it.each(others)('catch a transformation that %s', (_, transformation) => {
  expect(checkLaws(optimizerLaws(transformation), { runs: 200 })).toMatchObject({ _tag: 'Left' });
});

it('there is a broken transformation for each', () => {
  expect(new Set([...broken.map(([name]) => name), 'states are data'])).toStrictEqual(
    new Set(optimizerLaws(sgd(1)).map(({ name }) => name)),
  );
});
