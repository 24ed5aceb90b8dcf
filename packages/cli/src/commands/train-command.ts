import { Option } from 'commander';
import { count, folder, seed, wholeNumber, workersOrBroker } from '../arguments';
import { type AddCommand, arithmetic, takeOver, verifyShare, withModule } from './add-command';
import type { TrainFlags } from './train';

const trainingHelp = `
Examples:
  sgmrl train --preset tabular-quick
  sgmrl train --preset navigation-2d --set algorithm.debiasing=none --iterations 100 --seed 7
  sgmrl train --resume runs/navigation-2d-seed7 --iterations 200
  sgmrl train --from runs/navigation-2d-seed7 --set algorithm.stepSize=0.05

With --workers 0 all is computed in the thread that watches: signals are noticed between two tasks only, and silence is not told.`;

/** What `sgmrl train` takes; its code is loaded when it runs. */
export const addTrain: AddCommand = (program, terminal, finish) =>
  program
    .command('train')
    .description('train from a configuration, or go on with a run; Ctrl-C finishes the iteration and saves')
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.innerSteps=3')
    .option(...withModule)
    .option(
      '--from <run>',
      'begin with the parameters of a run, or of one of its checkpoints; its configuration, too, unless one is named',
      folder,
    )
    .option('--iterations <number>', 'outer iterations in all', count)
    .option('--seed <number>', 'the root of all randomness', seed)
    .option('--out <folder>', 'where the run is kept (default: runs/<preset>-seed<seed>)', folder)
    .option('--resume <folder>', 'go on with the run in this folder', folder)
    .option(
      '--workers <number|address>',
      'threads that share the tasks of an iteration, or auto; 0 for none; nats://host:4222 or tls://… for other machines',
      workersOrBroker,
      1,
    )
    .option(
      '--tensorboard',
      'write events for TensorBoard into the folder of the run as it trains; tensorboard --logdir runs',
    )
    .option(
      '--evaluate-every <number>',
      'measure every so many iterations on held-out tasks, and keep the best',
      count,
    )
    .option(
      '--evaluation-tasks <number>',
      'how many of these (default: 20); the same for all of a run',
      wholeNumber(1, 100_000),
    )
    .option('--patience <number>', 'end after so many of these measurements without a better return', count)
    .option('--keep-every <number>', 'keep the state after every so many iterations', count)
    .option('--log-every <number>', 'a line for one iteration in so many, and for the last', count)
    .addOption(new Option('--quiet', 'print nothing but what is wrong').conflicts(['json', 'logEvery']))
    .option('--json', 'a line of JSON for each iteration, as in metrics.jsonl, and one for the end')
    .addOption(arithmetic())
    .option(...verifyShare)
    .option(...takeOver)
    .addHelpText('after', trainingHelp)
    .action(async (flags: TrainFlags) => {
      const { train } = await import('./train');
      finish(await train(terminal, flags));
    });
