import { Argument } from 'commander';
import { folder, wordName } from '../arguments';
import { type AddCommand } from './add-command';
import type { NewFlags, TemplateName } from './new';

/** What `sgmrl new` takes; its code is loaded when it runs. */
export const addNew: AddCommand = (program, terminal, finish) =>
  program
    .command('new')
    .description('write a module with an environment, a policy or a term of your own, and its test')
    .addArgument(new Argument('<kind>', 'what it is').choices(['environment', 'policy', 'term', 'weights']))
    .argument('<name>', 'letters, digits, "-", "_" and "."', wordName)
    .option('--out <folder>', 'where it is written', folder, '.')
    .action(async (kind: TemplateName, name: string, flags: NewFlags) => {
      const { writeTemplate } = await import('./new');
      finish(await writeTemplate(terminal, kind, name, flags));
    });
