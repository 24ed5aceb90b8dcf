import { crc32c, maskedCrc32c } from './crc32c';

const bytes = (length: number, at: (i: number) => number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => at(i));

it.each([
  ['32 bytes of zeros', bytes(32, () => 0), 0x8a9136aa],
  ['32 bytes of ones', bytes(32, () => 0xff), 0x62a8ab43],
  ['32 bytes that rise', bytes(32, (i) => i), 0x46dd794e],
  ['32 bytes that fall', bytes(32, (i) => 31 - i), 0x113fdb5c],
])('has the value of RFC 3720, B.4, for %s', (_name, data, expected) => {
  expect(crc32c(data)).toBe(expected);
});

it('has the check value of the catalogue of CRC algorithms', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

it('masks by a rotation of 15 bits to the right and a constant', () => {
  // Of nothing, CRC-32C is zero.
  expect([crc32c(new Uint8Array()), maskedCrc32c(new Uint8Array())]).toEqual([0, 0xa282ead8]);
  const sum = BigInt(0xe3069283);
  const rotated = (sum >> 15n) | ((sum & 0x7fffn) << 17n);
  expect(maskedCrc32c(new TextEncoder().encode('123456789'))).toBe(
    Number((rotated + 0xa282ead8n) & 0xffffffffn),
  );
});
