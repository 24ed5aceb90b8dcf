import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, normal } from '@sgmrl/prng';
import { modeOf, normalised, type Policy } from '@sgmrl/policies';
import { categoricalMlp, gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { namedParameters } from './named-parameters';
import { onnxModel, type Mlp } from './onnx';

/**
 * Runs a model in ONNX Runtime, in a process of its own: Jest gives modules no way to import the
 * WebAssembly.
 */
const program = `
import ort from 'onnxruntime-web';
import { readFileSync } from 'node:fs';
const [model, rows, columns, data] = [process.argv[1], ...JSON.parse(readFileSync(0, 'utf8'))];
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(readFileSync(model));
const observations = new ort.Tensor('float32', Float32Array.from(data), [rows, columns]);
const outputs = await session.run({ observations });
const [name] = session.outputNames;
console.log(JSON.stringify([session.inputNames, name, outputs[name].dims, [...outputs[name].data]]));
process.exit(0);
`;

const rows = 64;
const observationSize = 5;

describe('onnxModel', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-onnx-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const elsewhere = (bytes: Uint8Array, observations: Vector) => {
    const path = join(folder, 'policy.onnx');
    writeFileSync(path, bytes);
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program, path], {
      cwd: join(__dirname, '../..'),
      input: JSON.stringify([rows, observationSize, Array.from(observations)]),
      encoding: 'utf8',
    });
    return JSON.parse(printed) as [string[], string, number[], number[]];
  };

  const started = async () => {
    const backend = await initializeBackend();
    if (E.isLeft(backend)) throw new Error(backend.left.message);
    return backend.right;
  };

  const layersOf = (policy: Policy, theta: Vector): Mlp['layers'] => {
    const named = namedParameters(policy, theta);
    if (E.isLeft(named)) throw new Error(named.left.problem);
    return named.right.filter(({ name }) => name !== 'logStd');
  };

  const observations = normal(key(1), rows * observationSize);
  const matrix = { rows, columns: observationSize, data: observations };

  it.each([
    ['tanh', [16, 8]],
    ['relu', [16, 8]],
    ['tanh', []],
  ] as const)('means as the Gaussian policy, with %s and hidden layers %j', async (activation, hidden) => {
    const policy = gaussianMlp(await started())({
      observationSize,
      actionSize: 3,
      hidden,
      activation,
      initialLogStd: -1,
    });
    const theta = normal(key(2), policy.dimension);
    const bytes = await onnxModel({ layers: layersOf(policy, theta), activation, output: 'mean' }, {});
    const [inputs, output, dims, data] = elsewhere(bytes, observations);
    expect([inputs, output, dims]).toEqual([['observations'], 'mean', [rows, 3]]);
    const means = Array.from(modeOf(policy)(theta, matrix).data);
    const largest = Math.max(...means.map(Math.abs));
    data.forEach((mean, i) => {
      expect(Math.abs(mean - means[i])).toBeLessThan(1e-5 * largest);
    });
  });

  it('normalises observations as the normalised policy', async () => {
    const scaling = { mean: [3, -40, 0, 0, 0.5], scale: [10, 20, 1, 0.01, 2], clip: 5 };
    const plain = gaussianMlp(await started())({
      observationSize,
      actionSize: 3,
      hidden: [16],
      activation: 'tanh',
      initialLogStd: -1,
    });
    const policy = normalised(plain, scaling);
    const theta = normal(key(2), policy.dimension);
    const layers = layersOf(policy, theta);
    const bytes = await onnxModel({ scaling, layers, activation: 'tanh', output: 'mean' }, {});
    const [inputs, , dims, data] = elsewhere(bytes, observations);
    expect([inputs, dims]).toEqual([['observations'], [rows, 3]]);
    const means = Array.from(modeOf(policy)(theta, matrix).data);
    const others = Array.from(modeOf(plain)(theta, matrix).data);
    const largest = Math.max(...means.map(Math.abs));
    const apart = (xs: readonly number[]) => Math.max(...xs.map((x, i) => Math.abs(x - means[i]))) / largest;
    expect(apart(data)).toBeLessThan(1e-5);
    expect(apart(others)).toBeGreaterThan(0.1);
  });

  it('gives the logits whose softmax is the categorical policy', async () => {
    const actions = 4;
    const policy = categoricalMlp(await started())({
      observationSize,
      actions,
      hidden: [16],
      activation: 'tanh',
    });
    const theta = normal(key(3), policy.dimension);
    const bytes = await onnxModel(
      { layers: layersOf(policy, theta), activation: 'tanh', output: 'logits' },
      {},
    );
    const [, output, dims, logits] = elsewhere(bytes, observations);
    expect([output, dims]).toEqual(['logits', [rows, actions]]);
    for (let action = 0; action < actions; action += 1) {
      const chosen = { rows, columns: 1, data: new Float64Array(rows).fill(action) };
      const log = policy.logProbability(theta, { observations: matrix, actions: chosen });
      for (let k = 0; k < rows; k += 1) {
        const row = logits.slice(k * actions, (k + 1) * actions);
        const total = row.reduce((sum, z) => sum + Math.exp(z), 0);
        expect(Math.abs(row[action] - Math.log(total) - log[k])).toBeLessThan(1e-4);
      }
    }
  });
});
