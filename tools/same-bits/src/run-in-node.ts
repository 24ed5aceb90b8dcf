/**
 * Trains the short runs on the Node that runs this program, as the command does, and prints their
 * hashes as JSON; with the argument `fused` those in fused arithmetic, and known products.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, readRun, startRun, type Config, type ExperimentError } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { hashOf } from './learned';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { fusedProducts } from './fused-products';
import { fusedRuns, shortRuns } from './short-runs';

const folder = mkdtempSync(join(tmpdir(), 'sgmrl-bits-'));

const options = {
  workers: { threads: 0, module: '' },
  onStart: () => undefined,
  onIteration: () => undefined,
  stopRequested: () => false,
};

const orThrow = <A>(either: E.Either<ExperimentError, A>): A => {
  if (E.isLeft(either)) throw new Error(describeError(either.left));
  return either.right;
};

const hashOfRun = async (name: string, config: Config): Promise<string> => {
  const run = join(folder, name);
  orThrow(await startRun(config, run, options)());
  const { state } = orThrow(await readRun(run)());
  if (state === undefined) throw new Error(`expected a checkpoint in ${run}, found none`);
  return hashOf({ parameters: state.parameters, moments: state.optimizer.moments });
};

const hashes: Record<string, string> = {};
try {
  const isFused = process.argv[2] === 'fused';
  for (const [name, config] of Object.entries(isFused ? fusedRuns : shortRuns))
    hashes[name] = await hashOfRun(name, config);
  if (isFused) {
    await initializeBackend();
    hashes.products = hashOf({ parameters: fusedProducts(), moments: [] });
  }
  console.log(JSON.stringify(hashes, null, 2));
} finally {
  rmSync(folder, { recursive: true });
}
