import { createHash } from 'node:crypto';
import { decodeConfig, problemOf, resolveConfig } from '@sgmrl/experiments';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { trainedConfig, trainedParameters } from './trained';
import { command, parameters, sha256 } from './trained.json';

const orThrow = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

it('is what the command trains that the file names', async () => {
  expect(decodeConfig('trained')(trainedConfig)).toEqual(E.right(trainedConfig));
  const words = /^sgmrl train --preset (\S+) --set (\S+) --seed (\d+) --iterations (\d+)$/.exec(command);
  if (words === null) throw new Error(`expected a command, found ${command}`);
  const [, name, setting, seed, iterations] = words;
  const resolved = await resolveConfig({ kind: 'preset', name })({
    source: undefined,
    settings: [setting],
    seed: Number(seed),
    iterations: Number(iterations),
  })();
  expect(resolved).toEqual(E.right(trainedConfig));
});

it('has the hash of its float32, and as many numbers as the policy', async () => {
  expect(createHash('sha256').update(Buffer.from(parameters, 'base64')).digest('hex')).toBe(sha256);
  const problem = orThrow(await problemOf(orThrow(await initializeBackend()))(trainedConfig)());
  expect(trainedParameters).toHaveLength(problem(({ policy }) => policy.dimension));
  expect(trainedParameters).toEqual(Array.from(trainedParameters, Math.fround));
});
