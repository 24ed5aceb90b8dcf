import { count, folder, numberFrom, seed, wholeNumber } from '../arguments';
import { mdpFileHelp } from '../reports/mdp-file-help';
import { type AddCommand, withModule } from './add-command';
import type { VerifyFlags } from './verify-flags';

/** What `sgmrl verify` takes; its code is loaded when it runs. */
export const addVerify: AddCommand = (program, terminal, finish) =>
  program
    .command('verify')
    .description('compute the exact bias and variance of estimators on a finite MDP, by enumerating all data')
    .option('--mdp <file>', 'the MDP, a JSON file (default: a random MDP)')
    .option('--estimator <term>', 'a name, a whole term as JSON, a file that holds one, or all', 'all')
    .option('--trajectories <number>', 'trajectories of each inner batch and of the outer batch', count, 2)
    .option('--inner-steps <number>', 'adaptation steps', wholeNumber(1, 1_000), 1)
    .option(
      '--inner-weights <weights>',
      'weights of the inner steps, by name or as JSON (default: reward-to-go)',
    )
    .option('--alpha <number>', 'the step size of adaptation', numberFrom(0), 0.5)
    .option('--shrinkage-factor <number>', 'w of parts that are shrunk', numberFrom(0, 1), 1)
    .option('--seed <number>', 'which random MDP', seed, 0)
    .option(...withModule)
    .option('--json', 'print JSON for programs')
    .option('--variance', 'measure how the noise that debiasing adds depends on N = 2 … 64, instead')
    .option(
      '--repetitions <number>',
      'number of draws from which a variance is measured',
      wholeNumber(2, 1_000_000),
      1000,
    )
    .option('--out <folder>', 'where --variance writes its table and plots', folder, 'docs/results')
    .addHelpText('after', mdpFileHelp)
    .action(async (flags: VerifyFlags) => {
      const { verifyEstimators } = await import('./verify');
      const { measureVariance } = await import('./variance');
      finish(await (flags.variance === true ? measureVariance : verifyEstimators)(terminal, flags));
    });
