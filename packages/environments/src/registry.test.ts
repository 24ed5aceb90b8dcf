import { decodeWith } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { key } from '@sgmrl/prng';
import { contains } from './space';
import { EnvironmentSpec, defaultSpec, environmentKinds, fromEnvironmentSpec } from './registry';

type Path = readonly string[];

const leaves = (value: unknown, path: Path = []): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([k, inner]) => leaves(inner, [...path, k]))
    : [path];

/** The value with the part at `path` replaced, or left out where `part` is undefined. */
const replaced = (value: unknown, [head, ...rest]: Path, part: unknown): unknown => {
  if (head === undefined) return part;
  if (Array.isArray(value))
    return value.map((inner, i) => (String(i) === head ? replaced(inner, rest, part) : inner));
  const entries = Object.entries(value ?? {}).map(([k, inner]) => [
    k,
    k === head ? replaced(inner, rest, part) : inner,
  ]);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries), (_, x) => (Number.isNaN(x) ? 'NaN' : x)));
};

describe.each(environmentKinds)('the default spec of %s', (kind) => {
  const spec = defaultSpec(kind);

  it('survives JSON', () => {
    const json = JSON.stringify(EnvironmentSpec.encode(spec));
    expect(EnvironmentSpec.decode(JSON.parse(json))).toEqual(E.right(spec));
    expect(spec.kind).toBe(kind);
  });

  it('has no field that may be missing, negative or of another type', () => {
    for (const path of leaves(spec)) {
      for (const wrong of [undefined, null, 'text', -1, Number.NaN, true, [], {}]) {
        const allowed = path[2] === 'rewards' && wrong === -1;
        const decoded = decodeWith(EnvironmentSpec)(replaced(spec, path, wrong));
        expect([path, wrong, E.isRight(decoded)]).toEqual([path, wrong, allowed]);
        if (E.isLeft(decoded)) expect(path.join('.')).toMatch(new RegExp(`^${decoded.left[0].path}`));
      }
    }
  });

  it('refuses numbers that would overflow in use, by their field', () => {
    for (const path of leaves(spec))
      for (const wrong of [1e308, -1e308]) {
        if (path[0] === 'kind') continue;
        const decoded = decodeWith(EnvironmentSpec)(replaced(spec, path, wrong));
        expect(decoded).toMatchObject({
          left: expect.arrayContaining([
            expect.objectContaining({
              path: path.join('.'),
              expected: expect.stringMatching(/number (from|in)/) as string,
              found: wrong,
            }),
          ]) as unknown,
        });
      }
  });

  it('allows no further field', () => {
    const decoded = decodeWith(EnvironmentSpec)({ ...spec, hight: 1 });
    expect(decoded).toMatchObject({ left: [{ path: 'hight', found: 1 }] });
  });

  it('describes tasks that share the spaces and horizon of their distribution', () => {
    fromEnvironmentSpec(spec)((distribution) => {
      expect(distribution.name).toBe(kind);
      const environment = distribution.environment(distribution.sample(key(0)));
      expect(environment.actionSpace).toEqual(distribution.actionSpace);
      expect(environment.observationSpace).toEqual(distribution.observationSpace);
      expect(environment.horizon).toBe(distribution.horizon);
      expect(contains(distribution.observationSpace, environment.observe(environment.reset(key(1))))).toBe(
        true,
      );
    });
  });
});

describe('EnvironmentSpec', () => {
  it('names the known kinds when it meets another', () => {
    const decoded = decodeWith(EnvironmentSpec)({ kind: 'navigation' });
    expect(decoded).toEqual(
      E.left([
        { path: 'kind', expected: environmentKinds.map((k) => `"${k}"`).join(' | '), found: 'navigation' },
      ]),
    );
  });
});
