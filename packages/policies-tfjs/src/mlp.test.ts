import { key } from '@sgmrl/prng';
import { initializeLayers, layersOf, sizeOf } from './mlp';

describe('layersOf', () => {
  it('lays out W_1, b_1, W_2, b_2, … one after the other', () => {
    expect(layersOf([2, 5, 3])).toEqual([
      { inputs: 2, outputs: 5, weights: 0, biases: 10 },
      { inputs: 5, outputs: 3, weights: 15, biases: 30 },
    ]);
    expect(sizeOf(layersOf([2, 5, 3]))).toBe(33);
  });

  it('makes one layer of a network without hidden ones', () => {
    expect(layersOf([4, 2])).toEqual([{ inputs: 4, outputs: 2, weights: 0, biases: 8 }]);
  });
});

describe('initializeLayers', () => {
  const layers = layersOf([50, 100, 20]);
  const theta = new Float64Array(sizeOf(layers));
  initializeLayers(theta, layers, key(5));

  it.each(layers)('draws Glorot-uniform weights and zero biases: $inputs → $outputs', (layer) => {
    const weights = Array.from(theta.subarray(layer.weights, layer.biases));
    const bound = Math.sqrt(6 / (layer.inputs + layer.outputs));
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(bound);
    const n = weights.length;
    const mean = weights.reduce((total, w) => total + w, 0) / n;
    const second = weights.reduce((total, w) => total + w * w, 0) / n;
    // Mean 0 ± b/√(3n), second moment b²/3 ± b²·√(4/(45n)); 4.5 standard errors
    expect(Math.abs(mean)).toBeLessThan((4.5 * bound) / Math.sqrt(3 * n));
    expect(Math.abs(second - bound ** 2 / 3)).toBeLessThan(4.5 * bound ** 2 * Math.sqrt(4 / (45 * n)));
    expect(theta.subarray(layer.biases, layer.biases + layer.outputs).every((b) => b === 0)).toBe(true);
  });

  it('draws each layer anew', () => {
    const [first, second] = layersOf([10, 10, 10]);
    const twin = new Float64Array(sizeOf([first, second]));
    initializeLayers(twin, [first, second], key(5));
    expect(twin.slice(first.weights, first.biases)).not.toEqual(twin.slice(second.weights, second.biases));
  });
});
