import { Command, Option } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import { bench, sections, type Section } from './bench';
import { jaxJs } from './jax-js';
import type { Paths } from './paths';
import { findPeers, noPeers, peersThere } from './peers';

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
    .option('--peers', 'also PyTorch, JAX and Gymnasium, where Python has them, and jax-js on Node 22', false)
    .addOption(
      new Option(
        '--python <path>',
        'the Python to run them with instead of python3; it must have one of them',
      ).implies({ peers: true }),
    )
    .addOption(new Option('--only <sections...>', 'some parts only').choices(sections).default(sections))
    .action(async ({ quick, peers, python, only }: Given, self: Command) => {
      const inPython = peers ? findPeers(python ?? 'python3', paths) : E.right(noPeers);
      if (E.isLeft(inPython) && python !== undefined)
        return self.error(`error: option '--python <path>': ${inPython.left}`);
      const found = peers ? peersThere(inPython, jaxJs(paths, process.versions.node), console.log) : noPeers;
      await bench({ quick, peers: found, sections: only }, paths, console.log);
    });
