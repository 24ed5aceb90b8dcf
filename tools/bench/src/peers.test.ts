import { findPeers } from './peers';

const paths = { program: '', workerModule: '', kernels: '', peers: '' };

test('without Python there are no peers', () => {
  expect(findPeers('/nowhere/python', paths)).toEqual([]);
});

test('a Python that has the libraries has both', () => {
  const names = findPeers('true', paths).map(({ name }) => name);
  expect(names).toEqual(['PyTorch', 'JAX, jit']);
});
