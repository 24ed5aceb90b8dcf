import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum, times, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { reconcile, resolveConfig, type ConfigRequest } from './config-request';
import { describeError } from '../errors/experiment-error';
import { presets } from './presets';
import { bestArithmetic } from '../run/arithmetic';

const { config } = presets['tabular-quick'];
const nothing: ConfigRequest = { source: undefined, settings: [], seed: undefined, iterations: undefined };
const tabular = { kind: 'preset', name: 'tabular-quick' } as const;
const resolve = (request: Partial<ConfigRequest>) => resolveConfig(tabular)({ ...nothing, ...request })();
const problemOf = (result: E.Either<Parameters<typeof describeError>[0], unknown>): string =>
  E.isLeft(result) ? describeError(result.left) : 'no problem';

describe('resolveConfig', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-config-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes down the arithmetic that is asked for, and what auto has chosen', async () => {
    expect(await resolve({ arithmetic: 'strict' })).toEqual(E.right({ ...config, arithmetic: 'strict' }));
    expect(await resolve({ arithmetic: 'fused' })).toEqual(E.right({ ...config, arithmetic: 'fused' }));
    expect(await resolve({ arithmetic: 'auto' })).toEqual(
      E.right({ ...config, arithmetic: bestArithmetic() }),
    );
    expect(problemOf(await resolve({ settings: ['arithmetic=exact'] }))).toMatch(
      /arithmetic: expected strict or fused, found "exact"/,
    );
  });

  it('leaves the arithmetic of what is there already to it', async () => {
    const there = { kind: 'given', name: 'the comparison', config } as const;
    expect(await resolveConfig(there)({ ...nothing, arithmetic: 'auto' })()).toEqual(E.right(config));
  });

  it('takes the default, a preset or a file, and changes it', async () => {
    expect(await resolve({})).toEqual(E.right(config));
    expect(await resolve({ source: { kind: 'preset', name: 'cart-pole-quick' } })).toEqual(
      E.right(presets['cart-pole-quick'].config),
    );
    const path = file('mine.json', JSON.stringify({ ...config, seed: 5 }));
    expect(
      await resolve({ source: { kind: 'file', path }, settings: ['algorithm.innerSteps=2'], iterations: 9 }),
    ).toEqual(
      E.right({ ...config, seed: 5, iterations: 9, algorithm: { ...config.algorithm, innerSteps: 2 } }),
    );
    expect(await resolve({ settings: ['seed=3'], seed: 4 })).toEqual(E.right({ ...config, seed: 4 }));
  });

  it('takes an estimator, in either way to write it, in the place of the one that is there', async () => {
    const estimatorAfter = async (...settings: readonly string[]) => {
      const resolved = await resolve({ settings });
      return E.isRight(resolved) ? resolved.right.algorithm.estimator : problemOf(resolved);
    };
    expect(await estimatorAfter('algorithm.estimator=maml')).toBe('maml');
    expect(await estimatorAfter('algorithm.estimator={"op":"times","by":2,"of":"dice"}')).toEqual(
      times(2, 'dice'),
    );
    expect(await estimatorAfter('algorithm.debiasing=dice')).toEqual(sum('curvature', 'dice'));
    expect(await estimatorAfter('algorithm.debiasing={"op":"sum","of":["dice"]}')).toEqual(
      sum('curvature', sum('dice')),
    );
    expect(await estimatorAfter('algorithm.jacobian=identity', 'algorithm.debiasing=dice')).toBe('dice');
    expect(await estimatorAfter('algorithm.jacobian=identity')).toBe('leave-one-out-linear');
    expect(await estimatorAfter('algorithm.estimator=maml', 'algorithm.debiasing=dice')).toMatch(
      /algorithm\.debiasing: expected nothing beside estimator, which is a whole term; .*, found "dice"/,
    );
  });

  it('takes a whole term in the place of the two fields of a file', async () => {
    const { estimator, ...algorithm } = config.algorithm;
    const written = { ...config, algorithm: { ...algorithm, jacobian: 'full', debiasing: 'dice' } };
    const source = { kind: 'file', path: file('fields.json', JSON.stringify(written)) } as const;
    const withTerm = (term: Term) =>
      E.right({ ...config, algorithm: { ...config.algorithm, estimator: term } });
    expect(estimator).toBe('low-variance-sg-mrl');
    expect(await resolve({ source })).toEqual(withTerm(sum('curvature', 'dice')));
    expect(await resolve({ source, settings: ['algorithm.jacobian=identity'] })).toEqual(withTerm('dice'));
    expect(await resolve({ source, settings: ['algorithm.debiasing=lvc'] })).toEqual(
      withTerm(sum('curvature', 'lvc')),
    );
    expect(await resolve({ source, settings: ['algorithm.estimator=fomaml'] })).toEqual(withTerm('fomaml'));
  });

  it('completes a file by settings before it is checked', async () => {
    const path = file('incomplete.json', JSON.stringify({ ...config, seed: undefined }));
    expect(problemOf(await resolve({ source: { kind: 'file', path } }))).toMatch(
      /seed: expected .*, found nothing/,
    );
    expect(await resolve({ source: { kind: 'file', path }, settings: ['seed=1'] })).toEqual(E.right(config));
  });

  it.each([
    [{ source: { kind: 'preset', name: 'tabular_quick' } } as const, /did you mean tabular-quick\?/],
    [{ source: { kind: 'preset', name: 'toString' } } as const, /unknown preset "toString"/],
    [
      { source: { kind: 'file', path: join(folder, 'none.json') } } as const,
      /cannot read .*none\.json: it does not exist/,
    ],
    [{ source: { kind: 'file', path: folder } } as const, /it is a folder/],
    [
      { settings: ['algoritm.innerSteps=2'] },
      /--set algoritm\.innerSteps=2: nothing at "algoritm" \(did you mean algorithm\?\)/,
    ],
    [{ settings: ['algorithm.innerStep=2'] }, /did you mean innerSteps\?/],
  ])('says what is wrong with %j', async (request, message) => {
    expect(problemOf(await resolve(request))).toMatch(message);
  });

  it.each(['null', '[]', '3'])('blames a file that holds %s, not the settings', async (text) => {
    const path = file('no-object.json', text);
    const problem = problemOf(await resolve({ source: { kind: 'file', path }, iterations: 1 }));
    expect(problem).toMatch(/no-object\.json/);
    expect(problem).not.toMatch(/--set/);
  });

  it('says where a file is not JSON', async () => {
    const path = file('broken.json', '{\n  "seed": 1,\n}');
    expect(problemOf(await resolve({ source: { kind: 'file', path } }))).toMatch(
      /broken\.json:3:1: not valid JSON/,
    );
  });
});

describe('reconcile', () => {
  const stored = { ...config, seed: 3, iterations: 50 };
  const against = (request: Partial<ConfigRequest>) =>
    reconcile({ ...nothing, ...request }, 'runs/x')(stored)();

  it.each([
    [config, 'strict', 'fused'],
    [{ ...config, arithmetic: 'fused' }, 'fused', 'strict'],
  ] as const)('goes on in the arithmetic that a run began with', async (stored, same, other) => {
    const goOn = (arithmetic: ConfigRequest['arithmetic']) =>
      reconcile({ ...nothing, arithmetic }, 'runs/mine')(stored)();
    expect(await goOn(undefined)).toEqual(E.right(stored));
    expect(await goOn('auto')).toEqual(E.right(stored));
    expect(await goOn(same)).toEqual(E.right({ ...stored, arithmetic: same }));
    expect(problemOf(await goOn(other))).toBe(
      `runs/mine: it was started with ${same} arithmetic: expected --arithmetic ${same} or none, ` +
        `found --arithmetic ${other}; leave it out, or begin another run`,
    );
  });

  it('goes on with the stored configuration, with another number of iterations if asked', async () => {
    expect(await against({})).toEqual(E.right(stored));
    expect(await against({ iterations: 80 })).toEqual(E.right({ ...stored, iterations: 80 }));
  });

  it('accepts what agrees with it', async () => {
    expect(await against({ source: tabular, seed: 3 })).toEqual(E.right(stored));
    expect(await against({ settings: ['algorithm.innerSteps=1'] })).toEqual(E.right(stored));
  });

  it('accepts the estimator that it has, however it is written', async () => {
    for (const settings of [
      ['algorithm.debiasing=leave-one-out-linear'],
      ['algorithm.jacobian=full', 'algorithm.debiasing=influence'],
      ['algorithm.estimator={"op":"sum","of":["maml","influence"]}'],
    ])
      expect(E.isRight(await against({ settings }))).toBe(true);
  });

  it('refuses what contradicts it, naming the fields', async () => {
    expect(problemOf(await against({ seed: 4 }))).toMatch(/runs\/x: .*: seed is 3, not 4$/);
    expect(problemOf(await against({ source: tabular }))).toMatch(/seed is 3, not 1/);
    expect(problemOf(await against({ settings: ['algorithm.debiasing=none'] }))).toMatch(
      /algorithm\.estimator is "low-variance-sg-mrl", not \{"op":"sum","of":\["curvature","none"\]\}$/,
    );
    const cartPole = problemOf(
      await against({ source: { kind: 'preset', name: 'cart-pole-quick' }, seed: 3 }),
    );
    expect(cartPole).toMatch(/environment\.kind is "tabular", not "cart-pole"/);
    // The MDPs themselves would fill the screen.
    expect(cartPole).toMatch(/environment\.mdps is \[[^;]{79}…, not nothing;/);
  });
});
