import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { fieldAt, settingText, settingsIn, union, vary, varyProblems } from './variation';

const { config } = presets['tabular-quick'];

describe('settingsIn', () => {
  it('is the product of all values, the first field slowest', () => {
    expect(settingsIn({ a: [1, 2], b: ['x', 'y'] })).toEqual([
      [
        { path: 'a', value: 1 },
        { path: 'b', value: 'x' },
      ],
      [
        { path: 'a', value: 1 },
        { path: 'b', value: 'y' },
      ],
      [
        { path: 'a', value: 2 },
        { path: 'b', value: 'x' },
      ],
      [
        { path: 'a', value: 2 },
        { path: 'b', value: 'y' },
      ],
    ]);
    expect(settingsIn({})).toEqual([[]]);
  });
});

describe('vary', () => {
  const varied = (path: string, value: unknown) => vary(config, [{ path, value }]);
  const problem = (path: string, value: unknown): string => {
    const result = varied(path, value);
    return E.isLeft(result) ? describeError(result.left) : 'fine';
  };

  it('sets fields, whole objects too, and takes a field away by null', () => {
    const set = varied('optimizer.learningRate', 0.5);
    expect(E.isRight(set) && fieldAt(set.right, 'optimizer.learningRate')).toBe(0.5);
    const sgd = { kind: 'sgd', learningRate: 1 };
    expect(varied('optimizer', sgd)).toEqual(E.right({ ...config, optimizer: sgd }));
    const clipped = { ...config, optimizer: { ...config.optimizer, maxNorm: 3 } };
    expect(vary(clipped, [{ path: 'optimizer.maxNorm', value: null }])).toEqual(E.right(config));
    expect(varied('optimizer.maxNorm', null)).toEqual(E.right(config));
  });

  it('says which field there is not', () => {
    expect(problem('optimzer.learningRate', 1)).toBe(
      '--vary optimzer.learningRate=1: nothing at "optimzer" (did you mean optimizer?)',
    );
  });
});

describe('settingText', () => {
  it.each([
    [0.003, 'p=0.003'],
    [1e-7, 'p=1e-7'],
    ['adam', 'p=adam'],
    [true, 'p=true'],
    [null, 'p=null'],
    [[32, 16], 'p=32x16'],
  ])('is readable for %j', (value, text) => {
    expect(settingText({ path: 'p', value })).toBe(text);
  });

  it('is a name that every file system takes, and another one for another value', () => {
    const values = [
      ...[1, '1', true, 'true', null, 'null', [32], [32, 16], '32x16', [], '', '..', 'a/b', 'A', 'a', '-'],
      ...[{ kind: 'sgd', learningRate: 1 }, { kind: 'sgd', learningRate: 2 }, 'x'.repeat(300)],
    ];
    const texts = values.map((value) => settingText({ path: 'p', value }));
    for (const text of texts) expect(text).toMatch(/^p=[\w.+-]{1,40}$/);
    expect(new Set(texts.map((text) => text.toLowerCase())).size).toBe(values.length);
    expect(texts[16]).toMatch(/^p=sgd-[\da-f]{8}$/);
  });
});

describe('union', () => {
  it('keeps each once, numbers in ascending order', () => {
    expect(union([0.1, 0.3], [0.2, 0.1])).toEqual([0.1, 0.2, 0.3]);
    expect(union(['b', { a: 1, b: 2 }], [{ b: 2, a: 1 }, 'a'])).toEqual(['b', { a: 1, b: 2 }, 'a']);
  });
});

describe('varyProblems', () => {
  it.each([
    ['seed', 'seeds'],
    ['iterations', 'iterations'],
    ['algorithm.innerSteps', 'innerSteps'],
    ['algorithm.estimator', 'algorithms'],
    ['algorithm.estimator.of.1', 'algorithms'],
    ['algorithm', 'algorithms'],
    ['environment.goals', 'environment'],
    ['with', 'modules'],
  ])('leaves %s to what it is for', (path, what) => {
    const [{ path: at, expected }, ...others] = varyProblems({ vary: { [path]: [1] } });
    expect([at, others]).toEqual([`vary.${path}`, []]);
    expect(expected).toContain(what);
  });

  it('takes no field within another one', () => {
    expect(varyProblems({ vary: { 'optimizer.learningRate': [1], optimizer: [{}] } })).toMatchObject([
      { path: 'vary.optimizer.learningRate', expected: 'no field within optimizer, which varies itself' },
    ]);
    expect(varyProblems({ vary: { 'a.b': [1], 'a.bc': [2] } })).toEqual([]);
  });
});
