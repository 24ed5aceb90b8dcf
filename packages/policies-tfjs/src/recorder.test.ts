import { key, normal } from '@sgmrl/prng';
import type { Matrix } from '@sgmrl/vector';
import { gaussianHead } from './gaussian-head';
import { layersOf } from './mlp';
import { modelOf } from './model';
import type { Model } from './model';
import { pieces, totalOf } from './pieces';
import { recorderOf } from './recorder';
import type { Recorder } from './recorder';
import { startBackend } from './testing/backend';

const [trajectories, steps] = [3, 7];
const observations: Matrix = {
  rows: trajectories * steps,
  columns: 2,
  data: normal(key(1), trajectories * steps * 2),
};

/** What all trajectories observe at step h. */
const atStep = (h: number): Matrix => ({
  rows: trajectories,
  columns: 2,
  data: Array.from({ length: trajectories }, (_, n) => {
    const row = 2 * (n * steps + h);
    return [observations.data[row], observations.data[row + 1]];
  }).flat(),
});

const setUp = async () => {
  const model = modelOf(
    (await startBackend()).algebra,
    { layers: layersOf([2, 9, 5, 2]), activation: 'tanh' },
    gaussianHead(2),
  );
  return { model, theta: normal(key(2), model.dimension), other: normal(key(3), model.dimension) };
};

const walk = (recorder: Recorder, theta: Float64Array): void => {
  for (let h = 0; h < steps; h += 1) recorder.outputs(theta, atStep(h));
};

/** x_0 … x_L that the recorder recalls, or undefined. */
const recalled = (
  { algebra, sweeps: { widths } }: Model,
  recorder: Recorder,
  ...at: [Float64Array, Matrix]
) =>
  algebra.withScratch({ values: [at[1].rows, totalOf(widths)] }, ({ values }) =>
    recorder.recall(...at, pieces(values, at[1].rows, widths)) ? Array.from(algebra.read(values)) : undefined,
  );

const swept = ({ algebra, sweeps, dimension }: Model, theta: Float64Array) =>
  algebra.withScratch(
    { theta: [1, dimension], values: [observations.rows, totalOf(sweeps.widths)] },
    ({ theta: memory, values }) => {
      const x = pieces(values, observations.rows, sweeps.widths);
      algebra.write(theta, memory);
      algebra.write(observations.data, x[0]);
      sweeps.forward(sweeps.layersIn(memory), x);
      return Array.from(algebra.read(values));
    },
  );

describe('a recorder', () => {
  it('recalls what a forward sweep over the batch would give, to the bit', async () => {
    const { model, theta, other } = await setUp();
    const recorder = recorderOf(model, 1e6);
    // Its room grows with the calls, and it begins anew each time.
    for (const parameters of [theta, other, theta]) {
      for (let i = 0; i < 4; i += 1) walk(recorder, parameters);
      expect(recalled(model, recorder, parameters, observations)).toEqual(swept(model, parameters));
    }
  });

  it('recalls nothing but the last calls at these parameters', async () => {
    const { model, theta, other } = await setUp();
    const recorder = recorderOf(model, 1e6);
    expect(recalled(model, recorder, theta, observations)).toBeUndefined();
    for (let i = 0; i < 4; i += 1) walk(recorder, theta);
    expect(recalled(model, recorder, Float64Array.from(theta), observations)).toBeUndefined();
    const data = Float64Array.from(observations.data);
    data[17] += 1e-9;
    expect(recalled(model, recorder, theta, { ...observations, data })).toBeUndefined();
    expect(recalled(model, recorder, theta, { ...observations, rows: 20 })).toBeUndefined();
    expect(recalled(model, recorder, theta, observations)).toBeDefined();
    recorder.outputs(theta, atStep(0));
    expect(recalled(model, recorder, theta, observations)).toBeUndefined();
    walk(recorder, other);
    expect(recalled(model, recorder, theta, observations)).toBeUndefined();
  });

  it('gives the same outputs with little room, of which it never holds more', async () => {
    const { model, theta } = await setUp();
    let held = 0;
    const counting: Model = {
      ...model,
      algebra: {
        ...model.algebra,
        allocate: (shapes) => {
          const { matrices, free } = model.algebra.allocate(shapes);
          const { rows, columns } = Object.values<{ rows: number; columns: number }>(matrices)[1];
          const bytes = 4 * rows * columns;
          held += bytes;
          return { matrices, free: () => void ((held -= bytes), free()) };
        },
      },
    };
    const expected = recorderOf(model, 1e6);
    for (const calls of [0, 1, 2.5, 4]) {
      const room = calls * trajectories * 18 * 4;
      const recorder = recorderOf(counting, room);
      const before = held;
      for (let h = 0; h < steps; h += 1) {
        expect(recorder.outputs(theta, atStep(h))).toEqual(expected.outputs(theta, atStep(h)));
        expect(held - before).toBeLessThanOrEqual(room);
      }
    }
  });
});
