import { folder, wholeNumber } from '../arguments';
import { type AddCommand, movedModule } from './add-command';
import type { ReportFlags } from './report';

/** What `sgmrl report` takes; its code is loaded when it runs. */
export const addReport: AddCommand = (program, terminal, finish) =>
  program
    .command('report')
    .description(
      'write one page about runs that needs no network: figures, tables, settings; with SVG and CSV files',
    )
    .argument('<runs...>', 'folders of comparisons or of runs')
    .option(
      '--out <folder>',
      'an empty or new folder for the report (default: report in the first run or comparison, or report-2, …)',
      folder,
    )
    .option(
      '--tasks <number>',
      'held-out tasks for runs that are not evaluated yet (default: as for the others, else 40)',
      wholeNumber(1, 100_000),
    )
    .option(
      '--inner-steps <number>',
      'adaptation steps for these (default: as for the others, else 3; at least those of training)',
      wholeNumber(0, 1_000),
    )
    .option('--tensorboard', 'write event files for TensorBoard, too')
    .option('--gif', 'write animations as GIF files, too')
    .option(...movedModule)
    .option(
      '--watch',
      'serve a page to this machine that follows the runs while they train, and write nothing',
    )
    .option('--port <number>', 'where --watch serves (default: any free port)', wholeNumber(1, 65535))
    .action(async (runs: readonly string[], flags: ReportFlags) => {
      const { report } = await import('./report');
      finish(await report(terminal, runs, flags));
    });
