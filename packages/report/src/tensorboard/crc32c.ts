/** CRC-32C (Castagnoli), its polynomial with the bits reversed: remainders of all bytes. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
  return remainder;
});

/** The CRC-32C of bytes (RFC 3720, B.4), an unsigned 32-bit number. */
export const crc32c = (bytes: Uint8Array): number => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = remainders[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return ~sum >>> 0;
};

/**
 * The checksum as TFRecord files hold it: rotated, so that checksums of data that holds checksums
 * are as good as others.
 */
export const maskedCrc32c = (bytes: Uint8Array): number => {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
};
