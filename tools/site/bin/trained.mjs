#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeError, readRun } from '@sgmrl/experiments';

// Writes what a run has learned as the page of the robot has it: `npm run trained -- FOLDER` after
// the command below, with --out FOLDER.

const command =
  'sgmrl train --preset half-cheetah-direction-quick --set algorithm.debiasing=none --seed 6 --iterations 100';

const run = await readRun(process.argv[2] ?? '.')();
if (run._tag === 'Left') throw new Error(describeError(run.left));
const { config, state } = run.right;
if (state?.iteration !== config.iterations)
  throw new Error(`expected ${config.iterations} iterations, found ${state?.iteration ?? 0}`);
const parameters = Buffer.alloc(4 * state.parameters.length);
state.parameters.forEach((value, i) => parameters.writeFloatLE(value, 4 * i));
const found = {
  command,
  format: 'float32, little-endian, base64',
  sha256: createHash('sha256').update(parameters).digest('hex'),
  parameters: parameters.toString('base64'),
};
writeFileSync(
  fileURLToPath(new URL('../src/robots/trained.json', import.meta.url)),
  `${JSON.stringify(found, null, 2)}\n`,
);
