import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeConfig, readRun, startRun } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { termNames } from '../typed-term';
import { hashOf } from './hash';
import { begin, type CurvePoint, type Learning } from './learning';
import { scenes } from './scenes';
import { bandit } from './scenes/bandit';
import { corridor } from './scenes/corridor';
import { configOf, startOf, type Settings } from './settings';

const orThrow = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

/** θ after some iterations, as the command has it. */
const learnedByCommand = async (settings: Settings, iterations: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
  try {
    const config = orThrow(decodeConfig('scene')(orThrow(configOf(settings, iterations))));
    const run = join(folder, 'run');
    const options = {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: () => undefined,
      stopRequested: () => false,
    };
    orThrow(await startRun(config, run, options)());
    return orThrow(await readRun(run)()).state?.parameters ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const after = async (settings: Settings, iterations: number): Promise<Learning> => {
  let learning = orThrow(await begin(settings));
  for (let i = 0; i < iterations; i++) learning = orThrow(await learning.next()).learning;
  return learning;
};

it.each(scenes.map((scene) => [scene.name, scene] as const))(
  'trains on %s to the bits of the command',
  async (_, scene) => {
    const settings = { ...startOf(scene), n: 4, term: 'leave-one-out' };
    const { parameters, iteration } = await after(settings, 2);
    expect(iteration).toBe(2);
    expect(hashOf(parameters)).toBe(hashOf(await learnedByCommand(settings, 2)));
  },
);

it('tells returns and the share of signal', async () => {
  const { point } = orThrow(await (await after(startOf(scenes[1]), 0)).next());
  expect(point.iteration).toBe(1);
  // From the middle of the corridor an untrained policy reaches the end now and then.
  expect(point.before).toBeGreaterThan(0);
  expect(point.before).toBeLessThan(12);
  expect(point.share).toBeLessThanOrEqual(1);
});

describe('what a page says of a scene as it is set', () => {
  /** Mean returns over the first iteration and over the last ten. */
  const learned = async (settings: Settings, iterations: number) => {
    let learning = orThrow(await begin(settings));
    const points: CurvePoint[] = [];
    for (let i = 0; i < iterations; i++) {
      const next = orThrow(await learning.next());
      learning = next.learning;
      points.push(next.point);
    }
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    return [points.slice(0, 1), points.slice(-10)].map((some) => ({
      before: mean(some.map(({ before }) => before)),
      after: mean(some.map(({ after: value }) => value)),
    }));
  };

  it('training raises the return on the corridor from 5 to 8 in fifty iterations', async () => {
    const [first, last] = await learned(startOf(corridor), 50);
    expect(first.after.toFixed(0)).toBe('5');
    expect(last.after.toFixed(0)).toBe('8');
  });

  it('MAML lowers it there in thirty', async () => {
    const [first, last] = await learned({ ...startOf(corridor), term: 'maml' }, 30);
    expect([first.after.toFixed(1), last.after.toFixed(1)]).toEqual(['5.2', '3.8']);
    expect([first.before.toFixed(1), last.before.toFixed(1)]).toEqual(['1.8', '1.3']);
  });

  it('an inner step on the bandit gains about 1, trained or not', async () => {
    const gains = (await Promise.all([10, 30].map((iterations) => learned(startOf(bandit), iterations)))).map(
      ([, { before, after: value }]) => value - before,
    );
    expect(gains.map((gain) => gain.toFixed(0))).toEqual(['1', '1']);
  });
});

it('adapts to a task that was put down, and pictures both sides', async () => {
  const settings = startOf(scenes[1]);
  const learning = await after({ ...settings, n: 30 }, 15);
  const shown = orThrow(learning.adapt([0]));
  expect(orThrow(learning.adapt([0]))).toEqual(shown);
  const [before, adapted] = [shown.before, shown.after];
  expect(before.paths).toHaveLength(adapted.paths.length);
  // The rewarded cell is reached more often once it is known.
  expect(adapted.meanReturn).toBeGreaterThan(before.meanReturn + 1);
});

it.each([...termNames, '{"op":"sum","of":["curvature",{"op":"shrunk","of":"dice"}]}'])(
  'takes a step with %s',
  async (term) => {
    const { iteration, parameters } = await after({ ...startOf(scenes[1]), n: 5, term }, 1);
    expect(iteration).toBe(1);
    expect(parameters).not.toEqual((await after(startOf(scenes[1]), 0)).parameters);
  },
);

it('nothing is adapted in no inner steps', async () => {
  const shown = orThrow((await after({ ...startOf(scenes[1]), zeta: 0 }, 0)).adapt([0]));
  expect(shown.after).toEqual(shown.before);
});

it('says what does not fit, as the command does', async () => {
  const begun = await begin({ ...startOf(scenes[1]), n: 0 });
  expect(E.isLeft(begun) && begun.left).toMatch(/^settings: .*\n {2}algorithm.trajectories: expected/);
});

it('says what is wrong with a term', async () => {
  const begun = await begin({ ...startOf(scenes[1]), term: 'mamal' });
  expect(E.isLeft(begun) && begun.left).toContain('expected one of maml');
});
