import { Command, Option } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { bench, sections, type Section } from './bench';
import type { Paths } from './paths';
import { findPeers, noPeers } from './peers';

interface Given {
  readonly quick: boolean;
  readonly peers: boolean;
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
    .option('--peers', 'also PyTorch, JAX and Gymnasium, where Python has them', false)
    .addOption(
      new Option(
        '--python <path>',
        'the Python to run them with instead of python3; it must have one of them',
      ).implies({ peers: true }),
    )
    .addOption(new Option('--only <sections...>', 'some parts only').choices(sections).default(sections))
    .action(async ({ quick, peers, python, only }: Given, self: Command) => {
      const found = peers ? findPeers(python ?? 'python3', paths) : E.right(noPeers);
      if (E.isLeft(found) && python !== undefined)
        return self.error(`error: option '--python <path>': ${found.left}`);
      if (E.isLeft(found)) console.log(`No peers: ${found.left}.`);
      await bench(
        { quick, peers: E.isRight(found) ? found.right : noPeers, sections: only },
        paths,
        console.log,
      );
    });
