import { type AddCommand } from './add-command';

/** What `sgmrl presets` takes; its code is loaded when it runs. */
export const addPresets: AddCommand = (program, terminal, finish) =>
  program
    .command('presets')
    .description('list the presets, or print the whole configuration of one')
    .argument('[name]')
    .action(async (name: string | undefined) => {
      const { showPresets } = await import('./presets');
      finish(showPresets(terminal, name));
    });
