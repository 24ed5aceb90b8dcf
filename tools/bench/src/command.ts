import { Command, Option } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { bench, sections, type Section } from './bench';
import type { Paths } from './paths';
import { findPeers } from './peers';

interface Given {
  readonly quick: boolean;
  readonly python?: string;
  readonly only: readonly Section[];
}

/** The command line of the benchmark. */
export const command = (paths: Paths): Command =>
  new Command('bench')
    .description(
      'Measures an outer iteration of 2-D navigation, its kernels, growth and start, beside other programs, and MuJoCo steps.',
    )
    .option('--quick', 'few repetitions: a first impression in a few minutes', false)
    .option(
      '--python <path>',
      'also PyTorch and JAX programs of the same iteration, where this Python has them',
    )
    .addOption(new Option('--only <sections...>', 'some parts only').choices(sections).default(sections))
    .action(async ({ quick, python, only }: Given, self: Command) => {
      const peers = python === undefined ? E.right([]) : findPeers(python, paths);
      if (E.isLeft(peers)) return self.error(`error: option '--python <path>': ${peers.left}`);
      await bench({ quick, peers: peers.right, sections: only }, paths, console.log);
    });
