import { folder, positiveUpTo, seed, wholeNumber } from '../arguments';
import { type AddCommand, movedModule, atCheckpoint } from './add-command';
import type { EvaluateFlags } from './evaluate';

/** What `sgmrl evaluate` takes; its code is loaded when it runs. */
export const addEvaluate: AddCommand = (program, terminal, finish) =>
  program
    .command('evaluate')
    .description('measure how a run adapts to held-out tasks, and how its untrained parameters do')
    .argument('<run>', 'the folder of the run', folder)
    .option('--tasks <number>', 'number of tasks', wholeNumber(1, 100_000), 40)
    .option('--inner-steps <number>', 'adaptation steps (default: as in training)', wholeNumber(0, 1_000))
    .option(
      '--later-step-size <number>',
      'α of the steps after the first (default: as in training)',
      positiveUpTo(Infinity),
    )
    .option(
      '--trajectories <number>',
      'N, in each batch (default: as in training)',
      wholeNumber(1, 1_000_000),
    )
    .option(
      '--timesteps <number>',
      'batches of this many steps of ended trajectories, from N environments side by side, as many papers measure; short trajectories count for more',
      wholeNumber(1, 100_000_000),
    )
    .option('--seed <number>', "which tasks (default: the run's seed); never those of training", seed)
    .option(...atCheckpoint)
    .option(...movedModule)
    .option('--json', 'print JSON for programs')
    .action(async (run: string, flags: EvaluateFlags) => {
      const { evaluate } = await import('./evaluate');
      finish(await evaluate(terminal, run, flags));
    });
