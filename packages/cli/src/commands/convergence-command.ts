import { folder, numbersFrom, seed } from '../arguments';
import { type AddCommand } from './add-command';
import type { ConvergeFlags } from './convergence';

/** ε for which the promised iterations run in well under a minute. */
const defaultAccuracies: readonly number[] = [0.14, 0.1, 0.07];

/** What `sgmrl converge` takes; its code is loaded when it runs. */
export const addConverge: AddCommand = (program, terminal, finish) =>
  program
    .command('converge')
    .description(
      'run SG-MRL with the step size of the theory on a problem whose ∇V is known, and write a report',
    )
    .option(
      '--accuracy <number...>',
      'ε, one or more, from 0.02 to 1',
      numbersFrom(0.02, 1),
      defaultAccuracies,
    )
    .option('--seed <number>', 'all random numbers follow from it', seed, 0)
    .option('--out <folder>', 'where report and plot are written', folder, 'docs/results')
    .action(async (flags: ConvergeFlags) => {
      const { converge } = await import('./convergence');
      finish(await converge(terminal, flags));
    });
