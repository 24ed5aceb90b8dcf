import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { configurationHash } from '../configuration/configuration-hash';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { readRun } from '../run/stored-run';
import { startRun } from '../training/train';
import { exportRun } from './export-run';

const right = <A>(either: E.Either<Parameters<typeof describeError>[0], A>): A => {
  if (E.isLeft(either)) throw new Error(describeError(either.left));
  return either.right;
};

describe('exportRun', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-export-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const exported = async (name: string, config: Config) => {
    const directory = join(folder, name);
    const workers = { threads: 0, module: '' };
    const nothing = () => undefined;
    right(
      await startRun(config, directory, {
        workers,
        onStart: nothing,
        onIteration: nothing,
        stopRequested: () => false,
      })(),
    );
    return { directory, run: right(await exportRun(directory)()) };
  };

  it('gives every parameter of the state, by name, exactly through JSON', async () => {
    const config = { ...presets['tabular-quick'].config, iterations: 2 };
    const { directory, run } = await exported('table', config);
    const { state } = right(await readRun(directory)());
    const data = JSON.parse(JSON.stringify(run.data)) as typeof run.data;
    expect(data).toEqual(run.data);
    expect(data).toMatchObject({ configuration: configurationHash(config), iteration: 2, config });
    expect(data.parameters).toHaveLength(1);
    const [{ shape, values }] = data.parameters;
    expect(shape[0] * shape[1]).toBe(values.length);
    expect(values).toEqual(Array.from(state?.parameters ?? []));
    expect(run.onnx).toEqual(E.left('there is no ONNX model of a table: its logits are all there is to it'));
  });

  it.each([
    ['navigation-2d-quick', 'mean', true],
    ['cart-pole-quick', 'logits', false],
  ] as const)('makes a model of the network of %s', async (preset, output, gaussian) => {
    const { run } = await exported(preset, { ...presets[preset].config, iterations: 0 });
    const names = run.data.parameters.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['hidden1.weights', 'hidden1.biases']);
    expect(names.includes('logStd')).toBe(gaussian);
    const bytes = E.isRight(run.onnx) ? Buffer.from(run.onnx.right).toString('latin1') : '';
    expect(bytes).toContain(output);
    expect(bytes).toContain(run.data.configuration);
    expect(bytes).not.toContain('logStd');
    const { right: again } = (await exported(`${preset}-2`, { ...presets[preset].config, iterations: 0 })).run
      .onnx as E.Right<Uint8Array>;
    expect(Buffer.from(again).toString('latin1')).toBe(bytes);
  });

  it('exports advantages’ scales where there are some', async () => {
    const { config } = presets['tabular-quick'];
    const scaled = { kind: 'scaled-advantage', lambda: 1, scale: 'state' } as const;
    const { run } = await exported('scaled', {
      ...config,
      iterations: 1,
      algorithm: { ...config.algorithm, innerWeights: scaled, outerWeights: scaled },
    });
    expect(run.data.scales?.inner).toBeGreaterThan(0);
  });

  it('exports how observations are normalised, and a model that does it', async () => {
    const { config } = presets['navigation-2d-quick'];
    const { algorithm } = config;
    const { run, directory } = await exported('normalised', {
      ...config,
      iterations: 1,
      algorithm: { ...algorithm, metaBatchSize: 2, observationNormalisation: { clip: 5 } },
    });
    const { state } = right(await readRun(directory)());
    const moments = state?.observationMoments;
    if (moments === undefined) throw new Error('expected moments');
    expect(moments.count).toBe(state?.timesteps);
    expect(JSON.parse(JSON.stringify(run.data.observationScaling))).toEqual({
      mean: Array.from(moments.mean),
      scale: Array.from(moments.squares, (squares) => Math.sqrt(squares / moments.count)),
      clip: 5,
    });
    expect(run.data.name).toMatch(/^normalised gaussian-mlp/);
    const bytes = E.isRight(run.onnx) ? Buffer.from(run.onnx.right).toString('latin1') : '';
    expect(bytes).toContain('observations.scale');
  });

  it('exports learned step sizes by the names of the parameters', async () => {
    const { config } = presets['tabular-quick'];
    const { run, directory } = await exported('step-sizes', {
      ...config,
      iterations: 2,
      algorithm: { ...config.algorithm, metaBatchSize: 3, learnStepSizes: true },
    });
    const { state } = right(await readRun(directory)());
    const rho = Array.from(state?.logStepSizes ?? []);
    expect(rho.some((x) => x !== 0)).toBe(true);
    const [{ name, shape, values }] = run.data.stepSizes ?? [];
    expect({ name, shape }).toEqual({ name: 'logits', shape: run.data.parameters[0].shape });
    values.forEach((alpha, i) => {
      expect(alpha / (config.algorithm.stepSize * Math.exp(rho[i]))).toBeCloseTo(1, 12);
    });
  });

  it('says what is wrong with a run', async () => {
    const none = await exportRun(join(folder, 'none'))();
    expect(E.isLeft(none) && describeError(none.left)).toMatch(/it holds no run/);
  });
});
