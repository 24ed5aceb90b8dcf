import { canonicalJson, sha256 } from './hash';

describe('sha256', () => {
  it('has the published value of "abc" (FIPS 180-2, B.1)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of fields, but on that of elements', () => {
    expect(canonicalJson({ b: [2, 1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[2,1,{"c":"x","d":null}]}',
    );
  });
});
