import { createHash } from 'node:crypto';
import type { MetaState } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { sha256 } from '../files/hash';

const state: MetaState = {
  parameters: Float64Array.of(0.1, -0, 1e-300),
  optimizer: { step: 2, moments: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)] },
  key: [7, 4294967295],
  iteration: 3,
  timesteps: 240,
};
const text = encodeCheckpoint({ configuration: 'abc', state });
const problem = (damaged: string): string => {
  const decoded = decodeCheckpoint(damaged);
  return E.isLeft(decoded) ? decoded.left : 'accepted';
};

describe('checkpoint', () => {
  it('comes back exactly', () => {
    expect(decodeCheckpoint(text)).toEqual(E.right({ configuration: 'abc', state }));
  });

  it('keeps the scales of the state, if it has any', () => {
    const scaled = { configuration: 'abc', state: { ...state, scales: { inner: 1 / 3, outer: 1e-300 } } };
    expect(decodeCheckpoint(encodeCheckpoint(scaled))).toEqual(E.right(scaled));
    expect(text).not.toContain('scales');
  });

  it('keeps what shrinkage is made of, if there is any', () => {
    const shrinkage = { signal: -1e-300, noise: 1 / 3, covariance: -0.5 };
    const shrunk = { configuration: 'abc', state: { ...state, shrinkage } };
    expect(decodeCheckpoint(encodeCheckpoint(shrunk))).toEqual(E.right(shrunk));
    expect(text).not.toContain('shrinkage');
  });

  it('keeps the moments of observations, if the state has any', () => {
    const observationMoments = {
      count: 12,
      mean: Float64Array.of(1 / 3, -0),
      squares: Float64Array.of(1e-300, 2),
    };
    const normalising = { configuration: 'abc', state: { ...state, observationMoments } };
    expect(decodeCheckpoint(encodeCheckpoint(normalising))).toEqual(E.right(normalising));
    expect(text).not.toContain('observationMoments');
  });

  it('keeps learned step sizes, if the state has any', () => {
    const learning = {
      configuration: 'abc',
      state: { ...state, logStepSizes: Float64Array.of(-0.5, 1e-300, 0) },
    };
    expect(decodeCheckpoint(encodeCheckpoint(learning))).toEqual(E.right(learning));
    expect(text).not.toContain('logStepSizes');
  });

  it('keeps the checksum of the metrics, if there is one', () => {
    const whole = { configuration: 'abc', state, metrics: 'def' };
    expect(decodeCheckpoint(encodeCheckpoint(whole))).toEqual(E.right(whole));
    expect(text).not.toContain('metrics');
  });

  it('carries the SHA-256 of its body', () => {
    const [first, body] = text.split('\n');
    expect(JSON.parse(first)).toMatchObject({ sha256: createHash('sha256').update(body).digest('hex') });
  });

  it('is refused at any shorter length, but for the end of its last line', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 2), (length) => {
        expect(problem(text.slice(0, length))).toMatch(/truncated/);
      }),
    );
  });

  it('is refused with any character changed', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'09azAZ"{'), (at, character) => {
        fc.pre(text[at] !== character);
        expect(problem(text.slice(0, at) + character + text.slice(at + 1))).not.toBe('accepted');
      }),
    );
    expect(problem(`${text}x`)).toMatch(/altered/);
    expect(problem(text.replace('"iteration":3', '"iteration":4'))).toMatch(/altered/);
  });

  it('is refused in another version, and named', () => {
    expect(problem(text.replace('"version":1', '"version":2'))).toBe(
      'it is of version 2, this program reads version 1',
    );
  });

  it('is refused if its body is sound but not a state', () => {
    const body = '{"configuration":"abc","state":{}}';
    const first = JSON.stringify({ format: 'sgmrl-checkpoint', version: 1, sha256: sha256(body) });
    expect(problem(`${first}\n${body}\n`)).toMatch(/it holds no state/);
  });
});
