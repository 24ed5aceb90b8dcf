import { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { measure, readCalibration, write, type ScalePaths } from './scale';

interface Given {
  readonly quick: boolean;
  readonly calibration?: string;
}

/** The command line of what many machines cost. */
export const scaleCommand = (paths: ScalePaths): Command =>
  new Command('scale')
    .description('Measures what remote jobs cost here, simulates many machines, and writes docs/scale.md.')
    .option('--quick', 'few repetitions: a first impression in two minutes', false)
    .option('--calibration <file>', 'simulate with what was measured before, and measure nothing')
    .action(async ({ quick, calibration: file }: Given, self: Command) => {
      const calibration =
        file === undefined
          ? E.right(await measure(paths, { rounds: quick ? [3, 1] : [9, 9] }))
          : readCalibration(file);
      if (E.isLeft(calibration)) return self.error(`error: ${String(file)}: ${calibration.left}`);
      await write(paths, calibration.right);
    });
