import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { launch } from './competitor';
import { jaxJs } from './jax-js';
import { orThrow } from './or-throw';
import { distanceToOurs } from './peers';
import { navigation } from './setting';

const paths = { program: '', workerModule: '', kernels: '', peers: join(__dirname, '../peers') };

/** Its program computes the same on older Nodes. */
const peer = orThrow(jaxJs(paths, '22.0.0'));

it.each(['20.19.0', '21.7.3'])('is no peer on Node %s, for a reason', (version) => {
  expect(jaxJs(paths, version)).toEqual(
    E.left(`expected Node 22 or later, which has the fused multiply-add that it uses, found ${version}`),
  );
});

it.each(['22.0.0', '24.21.0', '100.0.0'])('is a peer on Node %s', (version) => {
  expect(jaxJs(paths, version)).toMatchObject({ right: { name: 'jax-js' } });
});

it.each(peer.debiasings)('its meta-gradient of the same batches is ours: %s', async (debiasing) => {
  expect(await distanceToOurs(peer, { ...navigation, debiasing, innerSteps: 2 })).toBeLessThan(1e-4);
});

it('it says when it is ready and answers each turn', async () => {
  const small = { ...navigation, tasks: 3, trajectories: 2, steps: 5, hidden: 8 };
  const program = await launch(peer.competitor(small));
  for (const turn of [await program.iterate(), await program.iterate()]) {
    expect(turn.seconds).toBeGreaterThan(0);
    expect(turn.cpuSeconds).toBeGreaterThan(0);
    expect(turn.peakBytes).toBeGreaterThan(1e6);
  }
  program.stop();
});
