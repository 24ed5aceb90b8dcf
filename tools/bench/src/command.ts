import { Command, Option } from 'commander';
import { bench, sections, type Section } from './bench';
import type { Paths } from './paths';

/** The command line of the benchmark. */
export const command = (paths: Paths): Command =>
  new Command('bench')
    .description(
      'Measures an outer iteration of 2-D navigation, its kernels, growth and start, beside other programs, and MuJoCo steps.',
    )
    .option('--quick', 'few repetitions: a first impression in a few minutes', false)
    .option('--peers', 'also PyTorch and JAX programs of the same iteration, where Python has them', false)
    .option('--python <path>', 'the Python to run them with', 'python3')
    .addOption(new Option('--only <sections...>', 'some parts only').choices(sections).default(sections))
    .action((given: { quick: boolean; peers: boolean; python: string; only: readonly Section[] }) =>
      bench(
        { quick: given.quick, python: given.peers ? given.python : undefined, sections: given.only },
        paths,
        console.log,
      ),
    );
