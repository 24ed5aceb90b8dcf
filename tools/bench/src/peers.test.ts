import * as E from 'fp-ts/lib/Either.js';
import { findPeers, noPeers, peersThere, soundPeers, type Peer } from './peers';
import type { Debiasing } from './setting';

const paths = { program: '', workerModule: '', kernels: '', peers: '' };

it('a Python that is not there is an error, as is one without the libraries', () => {
  expect(findPeers('/nowhere/python', paths)).toEqual(
    E.left(expect.stringMatching(/^expected a Python that can be run, found .*\/nowhere\/python ENOENT/)),
  );
  expect(findPeers('false', paths)).toEqual(
    E.left('expected a Python with torch, jax or gymnasium, found none of them in false'),
  );
});

it('a Python that has the libraries has all', () => {
  const found = findPeers('true', { ...paths, peers: '/peers' });
  expect(found).toMatchObject({
    right: { iterations: [{ name: 'PyTorch' }, { name: 'JAX, jit' }], gymnasium: expect.any(Function) },
  });
  const episode = { actions: [[0]], positions: [1], velocities: [2], episodes: 3, physicsAlone: true };
  expect(E.isRight(found) && found.right.gymnasium?.(episode)).toEqual({
    command: 'true',
    args: ['/peers/gymnasium_program.py', JSON.stringify(episode)],
  });
});

it('those in Python and in Node stand side by side, and what is missing is said in a line', () => {
  const named = (name: string): Peer => ({
    name,
    debiasings: ['none'],
    competitor: () => ({ command: name, args: [] }),
  });
  const [torch, jaxJs] = [named('PyTorch'), named('jax-js')];
  const inPython = { ...noPeers, iterations: [torch] };
  const printed: string[] = [];
  const print = (text: string): void => void printed.push(text);
  expect(peersThere(E.right(inPython), E.right(jaxJs), print)).toEqual({
    ...noPeers,
    iterations: [torch, jaxJs],
  });
  expect(printed).toEqual([]);
  expect(peersThere(E.right(inPython), E.left('too old'), print)).toEqual(inPython);
  expect(peersThere(E.left('no Python'), E.right(jaxJs), print)).toEqual({
    ...noPeers,
    iterations: [jaxJs],
  });
  expect(printed).toEqual(['No jax-js: too old.', 'No peers in Python: no Python.']);
});

it('peers whose meta-gradient is another one with some debiasing of theirs are left out', async () => {
  const distances: Readonly<Record<string, Partial<Record<Debiasing, number>>>> = {
    near: { none: 1e-5, 'first-order': 1e-2 },
    far: { none: 1e-5, 'first-order': 0.011 },
    diverged: { none: NaN, 'first-order': 1e-5 },
  };
  const peers = Object.keys(distances).map((name): Peer => ({
    name,
    debiasings: ['none', 'first-order'],
    competitor: () => ({ command: '', args: [] }),
  }));
  const printed: string[] = [];
  const sound = await soundPeers(
    peers,
    ({ name }, { debiasing }) => Promise.resolve(distances[name][debiasing] ?? Infinity),
    (text) => printed.push(text),
  );
  expect(sound).toEqual([peers[0]]);
  expect(printed).toHaveLength(8);
  expect(printed.filter((text) => /left out/.test(text)).map((text) => text.split(' ')[0])).toEqual([
    'far',
    'diverged',
  ]);
});
