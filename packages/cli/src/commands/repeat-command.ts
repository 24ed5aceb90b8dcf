import { folder, workerCount } from '../arguments';
import { movedModule, type AddCommand } from './add-command';
import type { RepeatFlags } from './repeat';

const repeatHelp = `
Exit codes: 0 if the checkpoints are the same to the byte, 1 if anything differs. Then the first iteration
whose metrics differ is named.`;

/** What `sgmrl repeat` takes; its code is loaded when it runs. */
export const addRepeat: AddCommand = (program, terminal, finish) =>
  program
    .command('repeat')
    .description('run the configuration of a run again, and compare metrics and checkpoints')
    .argument('<run>', 'the folder of the run; it is not changed', folder)
    .option('--out <folder>', 'where the second run is kept (default: nowhere)', folder)
    .option('--workers <number>', 'threads, as for train', workerCount, 1)
    .option(...movedModule)
    .addHelpText('after', repeatHelp)
    .action(async (run: string, flags: RepeatFlags) => {
      const { repeat } = await import('./repeat');
      finish(await repeat(terminal, run, flags));
    });
