import { folder } from '../arguments';
import { movedModule, type AddCommand } from './add-command';
import type { RunsFlags } from './runs';

/** What `sgmrl runs` takes; its code is loaded when it runs. */
export const addRuns: AddCommand = (program, terminal, finish) =>
  program
    .command('runs')
    .description('list the runs in a folder and below it: settings, iterations, return after adaptation')
    .argument('[folder]', 'where to look', folder, 'runs')
    .option('--json', 'print JSON for programs')
    .option(...movedModule)
    .action(async (directory: string, flags: RunsFlags) => {
      const { showRuns } = await import('./runs');
      finish(await showRuns(terminal, directory, flags));
    });
