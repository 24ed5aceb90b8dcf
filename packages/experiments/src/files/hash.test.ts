import { sha256, sha256OfVector } from './hash';

describe('sha256', () => {
  it('has the published value of "abc" (FIPS 180-2, B.1)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('sha256OfVector', () => {
  it('is that of the bytes: of nothing, and of eight bytes of zero', () => {
    expect(sha256OfVector([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256OfVector([0])).toBe('af5570f5a1810b7af78caf4bc70a660f0df51e42baf91d4de5b2328de0e83dfc');
    expect(sha256OfVector([-0])).not.toBe(sha256OfVector([0]));
  });
});
