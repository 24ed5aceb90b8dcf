import { folder } from '../arguments';
import { atCheckpoint, movedModule, type AddCommand } from './add-command';
import type { ExportFlags } from './export';

const exportHelp = `
policy.json    parameters by name and shape, spaces, configuration
policy.onnx    for an MLP: rows of observations to the means of a Gaussian, or to logits, in float32`;

/** What `sgmrl export` takes; its code is loaded when it runs. */
export const addExport: AddCommand = (program, terminal, finish) =>
  program
    .command('export')
    .description('write what a run has learned for other programs, as JSON and an ONNX model')
    .argument('<run>', 'the folder of the run', folder)
    .option('--out <folder>', 'where the files go (default: export in the folder of the run)', folder)
    .option(...atCheckpoint)
    .option(...movedModule)
    .addHelpText('after', exportHelp)
    .action(async (run: string, flags: ExportFlags) => {
      const { exportPolicy } = await import('./export');
      finish(await exportPolicy(terminal, run, flags));
    });
