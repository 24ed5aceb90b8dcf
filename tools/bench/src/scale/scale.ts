import { figureFile } from '@sgmrl/report';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { parseCalibration, type Calibration } from './calibration';
import { scaleDocument, scaleFigures } from './document';
import { loopback } from './loopback';
import { speed } from './speed';

/** Where things are. */
export interface ScalePaths {
  /** The command that trains. */
  readonly sgmrl: string;
  /** bin/loopback-worker.js */
  readonly worker: string;
  /** The folder of the document; figures and the calibration are in `scale` beside it. */
  readonly documents: string;
}

/** How much is measured. */
export interface ScaleEffort {
  /** Of the overhead a job, and of iterations. */
  readonly rounds: readonly [overhead: number, iterations: number];
}

const load = (): string => loadavg()[0].toFixed(1);

/** Measures what jobs and iterations cost on this machine. */
export const measure = async (
  { sgmrl, worker }: ScalePaths,
  { rounds: [ofOverhead, ofIterations] }: ScaleEffort,
): Promise<Calibration> => {
  const before = load();
  const costs = await loopback(worker, ofOverhead);
  const iterations = await speed(sgmrl, ofIterations);
  return {
    machine: `${cpus()[0].model.trim()}, ${String(availableParallelism())} cores, Node ${process.versions.node}`,
    load: `load ${before} before, ${load()} after`,
    ...costs,
    iterations,
  };
};

/** The calibration in a file; Left says what is wrong with it. */
export const readCalibration = (path: string): E.Either<string, Calibration> =>
  existsSync(path) ? parseCalibration(readFileSync(path, 'utf8')) : E.left('there is no such file');

/** Writes the document, its figures, and the calibration that they follow from. */
export const write = async ({ documents }: ScalePaths, calibration: Calibration): Promise<void> => {
  const folder = join(documents, 'scale');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'calibration.json'), `${JSON.stringify(calibration, null, 2)}\n`);
  for (const figure of scaleFigures(calibration)) {
    const [name, svg] = await figureFile(figure)();
    writeFileSync(join(folder, name), svg);
  }
  writeFileSync(join(documents, 'scale.md'), scaleDocument(calibration));
};
