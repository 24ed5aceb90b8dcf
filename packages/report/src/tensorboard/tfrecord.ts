import { maskedCrc32c } from './crc32c';

/** One after the other. */
export const concatenated = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const littleEndian = (size: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
};

const checksum = (bytes: Uint8Array): Uint8Array =>
  littleEndian(4, (view) => {
    view.setUint32(0, maskedCrc32c(bytes), true);
  });

/** A record of a TFRecord file: the length as 64 bits, its checksum, the data, theirs. */
export const tfrecord = (data: Uint8Array): Uint8Array => {
  const length = littleEndian(8, (view) => {
    view.setBigUint64(0, BigInt(data.length), true);
  });
  return concatenated([length, checksum(length), data, checksum(data)]);
};
