import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { decodeCheckpoint } from '../run/checkpoint';
import { startingPoint } from '../run/starting-point';
import { config, problemOf, smallRuns, toTheEnd } from '../testing/small-runs';
import { fittingStart } from './fitting-start';
import { startRun } from './train';

describe('what a run begins from', () => {
  const { fresh, reference } = smallRuns();
  const start = async () => {
    const found = await startingPoint(reference())();
    if (E.isLeft(found)) throw new Error(problemOf(found));
    return found.right;
  };
  const parameters = () => {
    const decoded = decodeCheckpoint(readFileSync(join(reference(), 'checkpoint'), 'utf8'));
    if (E.isLeft(decoded)) throw new Error(decoded.left);
    return Array.from(decoded.right.state.parameters);
  };

  it('is nothing unless it is named', async () => {
    expect(await fittingStart(config)()).toEqual(E.right(undefined));
  });

  it('is the parameters of a checkpoint that fits', async () => {
    const found = await fittingStart({ ...config, from: await start() })();
    expect(E.isRight(found) && Array.from(found.right?.learned.parameters ?? [])).toEqual(parameters());
  });

  it('is refused where it does not fit, before anything is written', async () => {
    const from = await start();
    const navigation: Config = { ...presets['navigation-2d-quick'].config, iterations: 1, from };
    expect(problemOf(await fittingStart(navigation)())).toMatch(
      /policy: expected .*tabular-softmax.*, whose parameters .*checkpoint holds, found .*gaussian-mlp/,
    );
    const wide: Config = {
      ...config,
      environment: { kind: 'random-tabular', states: 7, actions: 3, horizon: 4 },
      from,
    };
    expect(problemOf(await fittingStart(wide)())).toMatch(
      new RegExp(
        `from: expected a checkpoint with 21 parameters, .* found "${String(parameters().length)} in`,
      ),
    );
    const other = { ...config, from: { ...from, sha256: 'a'.repeat(64) } };
    expect(problemOf(await fittingStart(other)())).toMatch(/expected the hash aaaaaaaa/);
    const folder = fresh();
    for (const unfit of [navigation, wide, other])
      expect(E.isLeft(await startRun(unfit, folder, toTheEnd)())).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });
});
