import { Command, InvalidArgumentError } from 'commander';
import { soak } from './soak';

const wholeFrom =
  (least: number) =>
  (text: string): number => {
    const found = Number(text);
    if (Number.isSafeInteger(found) && found >= least) return found;
    throw new InvalidArgumentError(`expected a whole number from ${String(least)}, found ${text}`);
  };

/** The command line of the soak; `script` is the command that is soaked. */
export const soakCommand = (script: string): Command =>
  new Command('soak')
    .description(
      'Trains runs over a broker on this machine, lets a fault come over each, and compares their bits.',
    )
    .option('--faults <number>', 'how many, each in a run of its own', wholeFrom(1), 10)
    .option('--seed <number>', 'of the faults: which, when and for how long', wholeFrom(0), 1)
    .action(async ({ faults, seed }: { readonly faults: number; readonly seed: number }) => {
      const { equal } = await soak({ script, faults, seed, print: console.log });
      if (equal < faults) process.exitCode = 1;
    });
