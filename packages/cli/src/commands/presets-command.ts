import { type AddCommand, withModule } from './add-command';
import type { PresetsFlags } from './presets';

/** What `sgmrl presets` takes; its code is loaded when it runs. */
export const addPresets: AddCommand = (program, terminal, finish) =>
  program
    .command('presets')
    .description('list the presets, or print the whole configuration of one')
    .argument('[name]')
    .option(...withModule)
    .action(async (name: string | undefined, flags: PresetsFlags) => {
      const { showPresets } = await import('./presets');
      finish(await showPresets(terminal, name, flags));
    });
