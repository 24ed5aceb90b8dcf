import { visible } from '@sgmrl/codecs';
import { Argument, Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import {
  folder,
  modulePath,
  names,
  numberFrom,
  numberList,
  numbersFrom,
  positiveUpTo,
  wholeNumber,
  wordName,
  workerCount,
} from './arguments';
import type { CompareFlags } from './commands/compare';
import type { ConvergeFlags } from './commands/convergence';
import type { EvaluateFlags } from './commands/evaluate';
import type { ExplainFlags } from './commands/explain';
import type { NewFlags, TemplateName } from './commands/new';
import type { PresetsFlags } from './commands/presets';
import type { ReportFlags } from './commands/report';
import type { TheoryFlags } from './commands/theory';
import type { TrainFlags } from './commands/train';
import type { VerifyFlags } from './commands/verify';
import { mdpFileHelp } from './reports/mdp-file-help';
import { exitCode, type ExitCode } from './terminal/exit-code';
import { watchReader, type WatchedTerminal } from './terminal/reader';
import { complain, type Terminal } from './terminal/terminal';

const count = wholeNumber(1, 1_000_000_000);
const seed = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/** ε for which the promised iterations run in well under a minute. */
const defaultAccuracies: readonly number[] = [0.14, 0.1, 0.07];

const trainingHelp = `
Examples:
  sgmrl train --preset tabular-quick
  sgmrl train --preset navigation-2d --set algorithm.debiasing=none --iterations 100 --seed 7
  sgmrl train --resume runs/navigation-2d-seed7 --iterations 200`;

const exitCodesHelp = `
Exit codes: 0 success, 1 the run failed, 2 bad input; saved and stopped: 129 by a closed terminal, 130 by Ctrl-C, 141 because nobody
reads the output, 143 by SIGTERM.`;

const comparisonHelp = `
Examples:
  sgmrl compare --preset tabular-quick --algorithms random,joint,none,leave-one-out --seeds 1-3
  sgmrl compare --preset navigation-2d --algorithms none,first-order,leave-one-out --seeds 1-5 \\
    --inner-steps 1,2,3 --iterations 200 --out runs/navigation --workers 2

Algorithms are what sgmrl explain lists, terms as JSON, and the baselines random, joint and oracle. The same command again goes on.`;

const explanationHelp = `
Examples:
  sgmrl explain leave-one-out
  sgmrl explain '{"op":"sum","of":["curvature",{"op":"times","by":0.5,"of":"dice"}]}' --json
  sgmrl explain dice --equals taypo-2 --given kappa=1

The name of a part (dice) is that part beside curvature; a term as JSON is whole.`;

/** For runs and comparisons that were left locked on another machine or in another container. */
const takeOver = [
  '--take-over',
  'take the folder also from a process that cannot be seen from here, on another machine or in another container: only if it is gone',
] as const;

/** Words of one's own, for every command that reads configurations. */
const withModule = [
  '--with <module>',
  "an ES module with environments, policies, terms, … of one's own (again for more; see sgmrl new)",
  modulePath,
  [],
] as const;

/** The same where a run says itself which modules it was trained with. */
const movedModule = [
  '--with <module>',
  'where a module of the runs is now, if it was moved (again for more)',
  modulePath,
  [],
] as const;

type Finish = (code: ExitCode) => void;

const addTrain = (program: Command, terminal: WatchedTerminal, finish: Finish): Command =>
  program
    .command('train')
    .description('train from a configuration, or go on with a run; Ctrl-C finishes the iteration and saves')
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.innerSteps=3')
    .option(...withModule)
    .option('--iterations <number>', 'outer iterations in all', count)
    .option('--seed <number>', 'the root of all randomness', seed)
    .option('--out <folder>', 'where the run is kept (default: runs/<preset>-seed<seed>)', folder)
    .option('--resume <folder>', 'go on with the run in this folder', folder)
    .option('--workers <number>', 'threads that share the tasks of an iteration, or auto', workerCount, 1)
    .option(
      '--tensorboard',
      'write events for TensorBoard into the folder of the run as it trains; tensorboard --logdir runs',
    )
    .option(...takeOver)
    .addHelpText('after', trainingHelp)
    .action(async (flags: TrainFlags) => {
      const { train } = await import('./commands/train');
      finish(await train(terminal, flags));
    });

const addEvaluate = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('evaluate')
    .description('measure how a run adapts to held-out tasks, beside its untrained parameters')
    .argument('<run>', 'the folder of the run', folder)
    .option('--tasks <number>', 'how many tasks', wholeNumber(1, 100_000), 40)
    .option('--inner-steps <number>', 'adaptation steps (default: as in training)', wholeNumber(0, 1_000))
    .option(
      '--later-step-size <number>',
      'α of the steps after the first (default: as in training)',
      positiveUpTo(Infinity),
    )
    .option(
      '--trajectories <number>',
      'N, in each batch (default: as in training)',
      wholeNumber(1, 1_000_000),
    )
    .option(
      '--timesteps <number>',
      'batches of so many steps of ended trajectories, from N environments side by side, as published returns were often measured: short trajectories count for more',
      wholeNumber(1, 100_000_000),
    )
    .option('--seed <number>', "which tasks (default: the run's seed); never those of training", seed)
    .option(...movedModule)
    .option('--json', 'print JSON for programs')
    .action(async (run: string, flags: EvaluateFlags) => {
      const { evaluate } = await import('./commands/evaluate');
      finish(await evaluate(terminal, run, flags));
    });

const addCompare = (program: Command, terminal: WatchedTerminal, finish: Finish): Command =>
  program
    .command('compare')
    .description(
      'train and evaluate algorithms with several seeds and inner steps, or go on with that; report',
    )
    .addOption(
      new Option('--preset <name>', 'a configuration that comes with the program').conflicts('config'),
    )
    .option('--config <file>', 'a configuration in a JSON file')
    .option('--set <path=value...>', 'change fields of the configuration, such as algorithm.stepSize=0.05')
    .requiredOption('--algorithms <terms>', 'names, terms as JSON, or files, with commas between them', names)
    .option('--seeds <numbers>', 'such as 1-5 or 1,2,7', numberList(0, Number.MAX_SAFE_INTEGER), [1, 2, 3])
    .option(
      '--inner-steps <numbers>',
      'ζ, inner steps to train with, such as 1,2,3',
      numberList(1, 1_000),
      [1],
    )
    .option(...withModule)
    .option('--iterations <number>', 'outer iterations of each run', count)
    .option('--evaluation-tasks <number>', 'held-out tasks for each run', wholeNumber(1, 100_000), 40)
    .option(
      '--evaluation-steps <number>',
      'K: held-out returns after 0…K inner steps (default: 3, or the most of --inner-steps)',
      wholeNumber(1, 1_000),
    )
    .option('--out <folder>', 'where the runs are kept (default: runs/<preset>-comparison)', folder)
    .option('--workers <number>', 'runs at once, each in a thread of its own, or auto', workerCount, 1)
    .option(...takeOver)
    .addHelpText('after', comparisonHelp)
    .action(async (flags: CompareFlags) => {
      const { compare } = await import('./commands/compare');
      finish(await compare(terminal, flags));
    });

const addReport = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('report')
    .description(
      'one page on runs that offline browsers show: figures, tables, settings; with SVG and CSV files',
    )
    .argument('<runs...>', 'folders of comparisons or of runs')
    .option(
      '--out <folder>',
      'an empty or new folder for the report (default: report in the first run or comparison, or report-2, …)',
      folder,
    )
    .option(
      '--tasks <number>',
      'held-out tasks for runs not evaluated yet (default: as for the others, else 40)',
      wholeNumber(1, 100_000),
    )
    .option(
      '--inner-steps <number>',
      'adaptation steps for these (default: as for the others, else 3; at least those of training)',
      wholeNumber(0, 1_000),
    )
    .option('--tensorboard', 'write event files for TensorBoard, too')
    .option('--watch', 'write nothing; serve a page to this machine that follows the runs while they train')
    .option('--port <number>', 'where --watch serves (default: any port that is free)', wholeNumber(1, 65535))
    .option(...movedModule)
    .action(async (runs: readonly string[], flags: ReportFlags) => {
      const { report } = await import('./commands/report');
      finish(await report(terminal, runs, flags));
    });

const addNew = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('new')
    .description("write a module with a word of one's own, and a test that runs the laws on it")
    .addArgument(new Argument('<kind>', 'what it is').choices(['environment', 'policy', 'term']))
    .argument('<name>', 'letters, digits, "-", "_" and "."', wordName)
    .option('--out <folder>', 'where it is written', folder, '.')
    .action(async (kind: TemplateName, name: string, flags: NewFlags) => {
      const { writeTemplate } = await import('./commands/new');
      finish(await writeTemplate(terminal, kind, name, flags));
    });

const addPresets = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('presets')
    .description('list the presets, or print the whole configuration of one')
    .argument('[name]')
    .option(...withModule)
    .action(async (name: string | undefined, flags: PresetsFlags) => {
      const { showPresets } = await import('./commands/presets');
      finish(await showPresets(terminal, name, flags));
    });

const addExplain = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('explain')
    .description(
      'formula, meaning, bias, cost and equations of an algorithm, or what a baseline is; without a term, the names',
    )
    .argument('[term]', 'a name, a term as JSON, or a file that holds one')
    .option('--equals <term>', 'another one: whether they are equal, or under which condition')
    .option('--given <conditions>', 'on N, alpha, H, kappa, zeta, such as N=1,kappa=1')
    .option('--inner-steps <number>', 'ζ, the inner steps', wholeNumber(0, 1_000))
    .option(
      '--inner-weights <weights>',
      'reward-to-go, advantage, normalised-advantage (λ = 1), or JSON as in a configuration',
    )
    .option('--outer-weights <weights>', 'the same for the evaluation data')
    .option('--discount <number>', 'γ, which κ of advantages depends on', positiveUpTo(1), 0.99)
    .option(...withModule)
    .option('--json', 'print JSON for programs')
    .addHelpText('after', explanationHelp)
    .action(async (term: string | undefined, flags: ExplainFlags) => {
      const { explainAlgorithm } = await import('./commands/explain');
      finish(await explainAlgorithm(terminal, term, flags));
    });

const addVerify = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('verify')
    .description('the exact bias and variance of estimators on a finite MDP, by enumerating all data')
    .option('--mdp <file>', 'the MDP, a JSON file; a random one if not given')
    .option('--estimator <term>', 'a name, a whole term as JSON, a file that holds one, or all', 'all')
    .option(
      '--trajectories <number>',
      'trajectories of each inner batch and of the evaluation batch',
      count,
      2,
    )
    .option('--inner-steps <number>', 'adaptation steps', wholeNumber(1, 1_000), 1)
    .option('--alpha <number>', 'the step size of adaptation', numberFrom(0), 0.5)
    .option('--seed <number>', 'which random MDP', seed, 0)
    .option(...withModule)
    .option('--json', 'print JSON for programs')
    .option('--variance', 'measure instead how the noise that debiasing adds depends on N = 2 … 64')
    .option(
      '--repetitions <number>',
      'draws that a variance is measured from',
      wholeNumber(2, 1_000_000),
      1000,
    )
    .option('--out <folder>', 'where --variance writes its table and plots', folder, 'docs/results')
    .addHelpText('after', mdpFileHelp)
    .action(async (flags: VerifyFlags) => {
      const { verifyEstimators } = await import('./commands/verify');
      const { measureVariance } = await import('./commands/variance');
      finish(await (flags.variance === true ? measureVariance : verifyEstimators)(terminal, flags));
    });

const addTheory = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('theory')
    .description('the constants of the convergence theory, and what they promise for an accuracy')
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
    .option('--accuracy <number>', 'ε, where E‖∇V‖² ≤ ε² is wanted', positiveUpTo(Infinity), 0.1)
    .option('--json', 'print JSON for programs')
    .addHelpText('after', mdpFileHelp)
    .action(async (flags: TheoryFlags) => {
      const { showTheory } = await import('./commands/theory');
      finish(await showTheory(terminal, flags));
    });

const addConverge = (program: Command, terminal: Terminal, finish: Finish): Command =>
  program
    .command('converge')
    .description('run SG-MRL with the step size of the theory where ∇V is known; write what happened')
    .option(
      '--accuracy <number...>',
      'ε, one or more, from 0.02 to 1',
      numbersFrom(0.02, 1),
      defaultAccuracies,
    )
    .option('--seed <number>', 'the root of all randomness', seed, 0)
    .option('--out <folder>', 'where report and plot are written', folder, 'docs/results')
    .action(async (flags: ConvergeFlags) => {
      const { converge } = await import('./commands/convergence');
      finish(await converge(terminal, flags));
    });

/** Each command loads what it needs when it runs: help is there at once. */
const commandLine = (terminal: WatchedTerminal, finish: Finish): Command => {
  const program = new Command('sgmrl')
    .description('Debiased model-agnostic meta-reinforcement learning (SG-MRL).')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(visible(text)),
      writeErr: (text) => terminal.err.write(visible(text)),
    })
    .addHelpText('after', exitCodesHelp);
  for (const add of [
    addTrain,
    addEvaluate,
    addCompare,
    addReport,
    addPresets,
    addNew,
    addExplain,
    addVerify,
    addTheory,
    addConverge,
  ])
    add(program, terminal, finish);
  return program;
};

const codeOfParsing = ({ code }: CommanderError): ExitCode =>
  code === 'commander.helpDisplayed' || code === 'commander.version' ? exitCode.success : exitCode.badInput;

/**
 * Runs the command line `args` (without node and script) and gives the exit code.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { PassThrough } from 'node:stream';
 * import { text } from 'node:stream/consumers';
 * import { main } from '@sgmrl/cli';
 * const [out, err] = [new PassThrough(), new PassThrough()];
 * strictEqual(await main(['explain', 'leave-one-outt'], { out, err, workerModule: '' }), 2);
 * err.end();
 * match(await text(err), /unknown algorithm "leave-one-outt".*leave-one-out/);
 * ```
 */
export const main = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let result: ExitCode = exitCode.success;
  const reader = watchReader(terminal);
  try {
    await commandLine({ ...terminal, reader }, (code) => {
      result = code;
    }).parseAsync(args, { from: 'user' });
    return reader.lost() ?? result;
  } catch (error) {
    if (error instanceof CommanderError) return codeOfParsing(error);
    complain(
      terminal,
      `sgmrl: unexpected failure: ${error instanceof Error ? error.message : String(error)}`,
    );
    return exitCode.failure;
  }
};
