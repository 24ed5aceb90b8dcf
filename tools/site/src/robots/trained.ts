import { presets, type Config } from '@sgmrl/experiments';
import type { Vector } from '@sgmrl/vector';
import { parameters } from './trained.json';

const { config: quick } = presets['half-cheetah-direction-quick'];

/** What was trained: MAML, which has no debiasing part. */
export const trainedConfig: Config = {
  ...quick,
  seed: 6,
  iterations: 100,
  algorithm: { ...quick.algorithm, estimator: { op: 'sum', of: ['curvature', 'none'] } },
};

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

const vectorOf = (bytes: Uint8Array): Vector => {
  const view = new DataView(bytes.buffer);
  const size = Float32Array.BYTES_PER_ELEMENT;
  return Array.from({ length: bytes.length / size }, (_, i) => view.getFloat32(size * i, true));
};

/** θ after it, rounded to float32: trained.json says how it is made, and its hash. */
export const trainedParameters: Vector = vectorOf(bytesOf(parameters));
