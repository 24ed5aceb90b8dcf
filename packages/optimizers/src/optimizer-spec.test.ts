import * as fc from 'fast-check';
import { scaleByAdam } from './adam';
import { chain } from './chain';
import { clipByGlobalNorm } from './clip-by-global-norm';
import type { GradientTransformation } from './gradient-transformation';
import { momentum } from './momentum';
import { fromOptimizerSpec } from './optimizer-spec';
import type { OptimizerSpec, OptimizerState } from './optimizer-spec';
import { sgd } from './scale-by';
import { cosineDecay, exponentialDecay, linear } from './schedule';
import { scaleBySchedule } from './scale-by-schedule';
import { gradients, updatesOf } from './testing/runs';

const rate = 0.3;
const schedule = (kind: 'linear' | 'cosine-decay') => ({ kind, final: 0.1, steps: 3 }) as const;

/** Every kind and option, beside the composition that it stands for: adding a kind adds a row. */
const table: readonly (readonly [OptimizerSpec, (stream: number[][]) => number[][], number])[] = [
  [{ kind: 'sgd', learningRate: rate }, (stream) => updatesOf(sgd(rate), stream), 0],
  [
    { kind: 'sgd', learningRate: rate, maxNorm: 2, schedule: schedule('linear') },
    (stream) => updatesOf(chain(clipByGlobalNorm(2), scaleBySchedule(linear(rate, 0.1, 3))), stream),
    0,
  ],
  [
    { kind: 'momentum', learningRate: rate, decay: 0.9 },
    (stream) => updatesOf(momentum(rate, 0.9), stream),
    1,
  ],
  [
    {
      kind: 'momentum',
      learningRate: rate,
      decay: 0.9,
      maxNorm: 2,
      schedule: { kind: 'exponential-decay', rate: 0.5, steps: 2 },
    },
    (stream) =>
      updatesOf(
        chain(clipByGlobalNorm(2), momentum(1, 0.9), scaleBySchedule(exponentialDecay(rate, 0.5, 2))),
        stream,
      ),
    1,
  ],
  [{ kind: 'adam', learningRate: rate }, (stream) => updatesOf(chain(scaleByAdam(), sgd(rate)), stream), 2],
  [
    {
      kind: 'adam',
      learningRate: rate,
      beta1: 0.5,
      beta2: 0.6,
      epsilon: 0.1,
      maxNorm: 2,
      schedule: schedule('cosine-decay'),
    },
    (stream) =>
      updatesOf(
        chain(
          clipByGlobalNorm(2),
          scaleByAdam({ beta1: 0.5, beta2: 0.6, epsilon: 0.1 }),
          scaleBySchedule(cosineDecay(rate, 0.1, 3)),
        ),
        stream,
      ),
    2,
  ],
];

describe.each(table)('%j', (spec, byHand, moments) => {
  it('is the composition that it stands for', () => {
    fc.assert(
      fc.property(gradients, (stream) => {
        const plain = stream.map((gradient) => Array.from(gradient));
        expect(updatesOf(fromOptimizerSpec(spec), plain)).toEqual(byHand(plain));
      }),
    );
  });

  it('counts its steps and has moments like the parameters', () => {
    const optimizer = fromOptimizerSpec(spec);
    const start = optimizer.init([0, 0]);
    const zero = Float64Array.of(0, 0);
    expect(start).toEqual({ step: 0, moments: new Array(moments).fill(zero) });
    const [, next] = optimizer.update([1, 2], start, [0, 0]);
    expect(next.step).toBe(1);
    expect(next.moments.map(({ length }) => length)).toEqual(new Array(moments).fill(2));
  });

  it('goes on from a state that went through JSON as if nothing had happened', () => {
    fc.assert(
      fc.property(gradients, (stream) => {
        expect(updatesOf(throughJson(fromOptimizerSpec(spec)), stream)).toEqual(
          updatesOf(fromOptimizerSpec(spec), stream),
        );
      }),
    );
  });

  it('refuses the state of an optimizer of another kind', () => {
    const alien = { step: 0, moments: new Array<number[]>(moments + 1).fill([0, 0]) };
    expect(() => fromOptimizerSpec(spec).update([1, 2], alien, [0, 0])).toThrow(
      `${spec.kind}: expected a state with ${String(moments)} moments, found ${String(moments + 1)}`,
    );
  });
});

/** Writes and reads the state as JSON before every update. */
const throughJson = (
  optimizer: GradientTransformation<OptimizerState>,
): GradientTransformation<OptimizerState> => ({
  init: optimizer.init,
  update: (gradient, { step, moments }, parameters) => {
    const text = JSON.stringify({ step, moments: moments.map((moment) => Array.from(moment)) });
    return optimizer.update(gradient, JSON.parse(text) as OptimizerState, parameters);
  },
});

const line = { kind: 'linear', final: 0, steps: 3 } as const;
const decaying = { kind: 'exponential-decay', rate: 0.5, steps: 3 } as const;

it.each<[OptimizerSpec, string]>([
  [{ kind: 'sgd', learningRate: NaN }, 'sgd: learningRate: expected a finite number, found NaN'],
  [{ kind: 'momentum', learningRate: NaN, decay: 0.9 }, 'momentum: learningRate'],
  [{ kind: 'adam', learningRate: Infinity, schedule: line }, 'adam: learningRate'],
  [{ kind: 'sgd', learningRate: 1, maxNorm: 0 }, 'sgd: maxNorm: expected a positive finite number, found 0'],
  [{ kind: 'momentum', learningRate: 1, decay: 1 }, 'momentum: decay: expected a number in [0, 1), found 1'],
  [{ kind: 'adam', learningRate: 1, beta1: 1 }, 'adam: beta1'],
  [{ kind: 'adam', learningRate: 1, beta2: -1 }, 'adam: beta2'],
  [{ kind: 'adam', learningRate: 1, epsilon: 0 }, 'adam: epsilon'],
  [{ kind: 'sgd', learningRate: 1, schedule: { ...line, final: NaN } }, 'sgd: schedule.final'],
  [{ kind: 'sgd', learningRate: 1, schedule: { ...line, steps: 0 } }, 'sgd: schedule.steps'],
  [
    { kind: 'adam', learningRate: 1, schedule: { ...line, kind: 'cosine-decay', steps: 0 } },
    'adam: schedule.steps',
  ],
  [{ kind: 'sgd', learningRate: 1, schedule: { ...decaying, rate: 0 } }, 'sgd: schedule.rate'],
  [{ kind: 'sgd', learningRate: 1, schedule: { ...decaying, steps: -1 } }, 'sgd: schedule.steps'],
])('%j is refused by the field that is out of range', (spec, message) => {
  expect(() => fromOptimizerSpec(spec)).toThrow(RangeError);
  expect(() => fromOptimizerSpec(spec)).toThrow(message);
});
