import { hashOf } from './learned';

it('the hash is that of the bytes of all numbers', () => {
  // SHA-256 of nothing, and of eight bytes of zero.
  expect(hashOf({ parameters: [], moments: [] })).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  expect(hashOf({ parameters: [], moments: [[0]] })).toBe(
    'af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc',
  );
});

it('zero and minus zero are told apart, as are numbers that differ in their last bit', () => {
  const hashes = [0, -0, 1, 1 + Number.EPSILON].map((x) => hashOf({ parameters: [x], moments: [[2]] }));
  expect(new Set(hashes).size).toBe(4);
});
