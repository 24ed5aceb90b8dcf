import { Option } from 'commander';
import { count, folder, names, numberList, variation, wholeNumber, workersOrBroker } from '../arguments';
import { type AddCommand, arithmetic, takeOver, verifyShare, withModule } from './add-command';
import type { CompareFlags } from './compare';

const seeds = numberList(0, Number.MAX_SAFE_INTEGER);

const comparisonHelp = `
Examples:
  sgmrl compare --preset tabular-quick --algorithms random,joint,none,leave-one-out --seeds 1-3
  sgmrl compare --preset navigation-2d --algorithms none,first-order,leave-one-out --seeds 1-5 \\
    --inner-steps 1,2,3 --iterations 200 --out runs/navigation --workers 2
  sgmrl compare --out runs/navigation --seeds 6-10
  sgmrl compare --preset tabular-quick --algorithms none,dice --out runs/rates \\
    --vary optimizer.learningRate=0.01,0.03,0.1 algorithm.stepSize=0.5,1 \\
    --select optimizer.learningRate --selection-seeds 101,102

Algorithms are those that sgmrl explain lists, terms as JSON, and the baselines random, joint and oracle.
The same command again continues the comparison.
In the folder of a comparison, --algorithms, --inner-steps, --seeds, --vary and --iterations add to what
it holds. What you leave out stays as it is there.`;

/** What `sgmrl compare` takes; its code is loaded when it runs. */
export const addCompare: AddCommand = (program, terminal, finish) =>
  program
    .command('compare')
    .description(
      'train, evaluate and compare algorithms over several seeds and inner steps, or continue that',
    )
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.stepSize=0.05')
    .option('--algorithms <terms>', 'names, terms as JSON, or files, with commas between them', names)
    .option('--seeds <numbers>', 'such as 1-5 or 1,2,7 (default: 1-3)', seeds)
    .option(
      '--inner-steps <numbers>',
      'ζ, inner steps to train with, such as 1,2,3 (default: 1)',
      numberList(1, 1_000),
    )
    .option(
      '--vary <path=values...>',
      'train with each of these values of a field, such as algorithm.stepSize=0.05,0.1; null leaves it out',
      variation,
    )
    .option('--select <path>', 'train only the best value of this field, for each algorithm')
    .option(
      '--selection-seeds <numbers>',
      'seeds by which --select finds it; they are not in the result',
      seeds,
    )
    .option(...withModule)
    .option('--iterations <number>', 'outer iterations of each run', count)
    .option(
      '--evaluation-tasks <number>',
      'held-out tasks for each run (default: 40)',
      wholeNumber(1, 100_000),
    )
    .option(
      '--evaluation-steps <number>',
      'K: held-out returns after 0…K inner steps (default: 3, or the largest of --inner-steps)',
      wholeNumber(1, 1_000),
    )
    .option('--out <folder>', 'where the runs are kept (default: runs/<preset>-comparison)', folder)
    .option(
      '--workers <number|address>',
      'runs at once, each in its own thread, or auto; 0 for one run without a thread; nats://host:4222 or tls://… for other machines',
      workersOrBroker,
      1,
    )
    .addOption(arithmetic())
    .option(...verifyShare)
    .option(...takeOver)
    .addHelpText('after', comparisonHelp)
    .action(async (flags: CompareFlags) => {
      const { compare } = await import('./compare');
      finish(await compare(terminal, flags));
    });
