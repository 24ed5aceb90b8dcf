import { Option } from 'commander';
import { count, folder, names, numberList, wholeNumber, workerCount } from '../arguments';
import { type AddCommand, takeOver, withModule } from './add-command';
import type { CompareFlags } from './compare';

const comparisonHelp = `
Examples:
  sgmrl compare --preset tabular-quick --algorithms random,joint,none,leave-one-out --seeds 1-3
  sgmrl compare --preset navigation-2d --algorithms none,first-order,leave-one-out --seeds 1-5 \\
    --inner-steps 1,2,3 --iterations 200 --out runs/navigation --workers 2

Algorithms are what sgmrl explain lists, terms as JSON, and the baselines random, joint and oracle. The same command again goes on.`;

/** What `sgmrl compare` takes; its code is loaded when it runs. */
export const addCompare: AddCommand = (program, terminal, finish) =>
  program
    .command('compare')
    .description(
      'train and evaluate algorithms with several seeds and inner steps, or go on with that; report',
    )
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.stepSize=0.05')
    .requiredOption('--algorithms <terms>', 'names, terms as JSON, or files, with commas between them', names)
    .option('--seeds <numbers>', 'such as 1-5 or 1,2,7', numberList(0, Number.MAX_SAFE_INTEGER), [1, 2, 3])
    .option(
      '--inner-steps <numbers>',
      'ζ, inner steps to train with, such as 1,2,3',
      numberList(1, 1_000),
      [1],
    )
    .option(...withModule)
    .option('--iterations <number>', 'outer iterations of each run', count)
    .option('--evaluation-tasks <number>', 'held-out tasks for each run', wholeNumber(1, 100_000), 40)
    .option(
      '--evaluation-steps <number>',
      'K: held-out returns after 0…K inner steps (default: 3, or the most of --inner-steps)',
      wholeNumber(1, 1_000),
    )
    .option('--out <folder>', 'where the runs are kept (default: runs/<preset>-comparison)', folder)
    .option(
      '--workers <number>',
      'runs at once, each in a thread of its own, auto, or 0: one, without a thread',
      workerCount,
      1,
    )
    .option(...takeOver)
    .addHelpText('after', comparisonHelp)
    .action(async (flags: CompareFlags) => {
      const { compare } = await import('./compare');
      finish(await compare(terminal, flags));
    });
