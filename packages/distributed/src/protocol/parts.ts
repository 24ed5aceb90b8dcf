import { longest, partBytes, partsOf } from './sizes';

/** Bytes in parts, all but the last of the same length. */
export const split = (bytes: Uint8Array): readonly Uint8Array[] => {
  if (bytes.length > longest)
    throw new RangeError(`expected at most ${String(longest)} bytes, found ${String(bytes.length)}`);
  return Array.from({ length: partsOf(bytes.length) }, (_, i) =>
    bytes.subarray(i * partBytes, (i + 1) * partBytes),
  );
};

/** Parts as they come, in any order, some twice. */
export interface Assembly {
  /** Takes a part; the whole once all are there, a text if a part does not fit. */
  readonly add: (part: number, parts: number, bytes: Uint8Array) => Uint8Array | string | undefined;
}

/** Nothing has come yet. What comes in one message needs no room of its own. */
export const assembly = (): Assembly => {
  let expected: number | undefined;
  const there = new Map<number, Uint8Array>();
  return {
    add: (part, parts, bytes) => {
      expected ??= parts;
      if (parts !== expected || part >= parts)
        return `expected a part of ${String(expected)}, found part ${String(part)} of ${String(parts)}`;
      if (part < parts - 1 && bytes.length !== partBytes)
        return `expected a part of ${String(partBytes)} bytes, found ${String(bytes.length)}`;
      there.set(part, bytes);
      if (there.size < parts) return undefined;
      if (parts === 1) return bytes;
      return Buffer.concat(Array.from({ length: parts }, (_, i) => there.get(i) ?? new Uint8Array()));
    },
  };
};
