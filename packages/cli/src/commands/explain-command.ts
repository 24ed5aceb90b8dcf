import { positiveUpTo, wholeNumber } from '../arguments';
import { type AddCommand, withModule } from './add-command';
import type { ExplainFlags } from './explain';

const explanationHelp = `
Examples:
  sgmrl explain leave-one-out
  sgmrl explain '{"op":"sum","of":["curvature",{"op":"times","by":0.5,"of":"dice"}]}' --json
  sgmrl explain dice --equals taypo-2 --given kappa=1

The name of a part (dice) means that part beside curvature. A term as JSON is taken as it is.`;

/** What `sgmrl explain` takes; its code is loaded when it runs. */
export const addExplain: AddCommand = (program, terminal, finish) =>
  program
    .command('explain')
    .description(
      'the formula, meaning, bias and cost of an algorithm, or what a baseline is; without a term, all names',
    )
    .argument('[term]', 'a name, a term as JSON, or a file that holds one')
    .option('--equals <term>', 'another term: whether they are equal, or under which condition')
    .option('--given <conditions>', 'conditions on N, alpha, H, kappa, zeta, such as N=1,kappa=1')
    .option('--inner-steps <number>', 'ζ, the inner steps', wholeNumber(0, 1_000))
    .option(
      '--inner-weights <weights>',
      'reward-to-go, advantage, normalised-advantage (λ = 1), or JSON as in a configuration',
    )
    .option('--outer-weights <weights>', 'the same for the outer data')
    .option('--discount <number>', 'γ, on which κ of advantages depends', positiveUpTo(1), 0.99)
    .option(...withModule)
    .option('--json', 'print JSON for programs')
    .addHelpText('after', explanationHelp)
    .action(async (term: string | undefined, flags: ExplainFlags) => {
      const { explainAlgorithm } = await import('./explain');
      finish(await explainAlgorithm(terminal, term, flags));
    });
