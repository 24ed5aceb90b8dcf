import { count, numberFrom, positiveUpTo, wholeNumber } from '../arguments';
import { mdpFileHelp } from '../reports/mdp-file-help';
import { type AddCommand } from './add-command';
import type { TheoryFlags } from './theory';

/** What `sgmrl theory` takes; its code is loaded when it runs. */
export const addTheory: AddCommand = (program, terminal, finish) =>
  program
    .command('theory')
    .description('print the constants of the convergence theory, and what they promise for an accuracy')
    .option('--mdp <file>', 'take horizon, discount and rewards from an MDP file')
    .option('--horizon <number>', 'H, steps of a trajectory', wholeNumber(1, 1_000_000), 10)
    .option('--discount <number>', 'γ', positiveUpTo(1), 0.9)
    .option('--reward <number>', 'R, rewards being in [0, R]', positiveUpTo(Infinity), 1)
    .option('--score <number>', 'G ≥ ‖∇log π‖ (default: tabular softmax)', positiveUpTo(Infinity))
    .option('--curvature <number>', 'L ≥ ‖∇²log π‖ (default: tabular softmax)', positiveUpTo(Infinity))
    .option('--curvature-lipschitz <number>', 'ρ, of ∇²log π (default: tabular softmax)', numberFrom(0))
    .option('--trajectories <number>', 'N', count, 10)
    .option('--inner-steps <number>', 'ζ', wholeNumber(1, 1_000), 1)
    .option('--alpha <number>', 'α, the step size of adaptation', numberFrom(0), 0.1)
    .option('--accuracy <number>', 'ε: the aim is E‖∇V‖² ≤ ε²', positiveUpTo(Infinity), 0.1)
    .option('--json', 'print JSON for programs')
    .addHelpText('after', mdpFileHelp)
    .action(async (flags: TheoryFlags) => {
      const { showTheory } = await import('./theory');
      finish(await showTheory(terminal, flags));
    });
