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

With --workers 0 everything is computed in the main thread. Then a signal is noticed only between two
tasks, and long silence is not reported.`;

/** What `sgmrl train` takes; its code is loaded when it runs. */
export const addTrain: AddCommand = (program, terminal, finish) =>
  program
    .command('train')
    .description('train from a configuration, or continue a run; Ctrl-C finishes the iteration and saves')
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.innerSteps=3')
    .option(...withModule)
    .option(
      '--from <run>',
      'start with the parameters of a run, or of one of its checkpoints, and with its configuration unless you name one',
      folder,
    )
    .option('--iterations <number>', 'outer iterations in all', count)
    .option('--seed <number>', 'all random numbers follow from it', seed)
    .option('--out <folder>', 'where the run is kept (default: runs/<preset>-seed<seed>)', folder)
    .option('--resume <folder>', 'continue the run in this folder', folder)
    .option(
      '--workers <number|address>',
      'threads that share the tasks of an iteration, or auto; 0 for none; nats://host:4222 or tls://… for other machines',
      workersOrBroker,
      1,
    )
    .option(
      '--tensorboard',
      'write events for TensorBoard into the folder of the run as it trains (tensorboard --logdir runs)',
    )
    .option(
      '--evaluate-every <number>',
      'measure on held-out tasks every this many iterations, and keep the best state',
      count,
    )
    .option(
      '--evaluation-tasks <number>',
      'how many held-out tasks (default: 20), the same for the whole run',
      wholeNumber(1, 100_000),
    )
    .option('--patience <number>', 'end after this many measurements without a better return', count)
    .option('--keep-every <number>', 'keep the state after every this many iterations', count)
    .option('--log-every <number>', 'print a line for one iteration in this many, and for the last', count)
    .addOption(new Option('--quiet', 'print errors and warnings only').conflicts(['json', 'logEvery']))
    .option('--json', 'print a line of JSON for each iteration, as in metrics.jsonl, and one at the end')
    .addOption(arithmetic())
    .option(...verifyShare)
    .option(...takeOver)
    .addHelpText('after', trainingHelp)
    .action(async (flags: TrainFlags) => {
      const { train } = await import('./train');
      finish(await train(terminal, flags));
    });
