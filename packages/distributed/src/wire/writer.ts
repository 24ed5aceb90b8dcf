import { mostValues, numberBytes, wordBytes } from './format';

/** Of all NaNs there is one here, so that equal values have equal bytes. */
export const putNumber = (view: DataView, offset: number, x: number): void => {
  view.setFloat64(offset, Number.isNaN(x) ? NaN : x, true);
};

/** Bytes that grow. */
export const writer = () => {
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let length = 0;
  let values = 0;
  const room = (more: number): number => {
    const at = length;
    length += more;
    if (length > bytes.length) {
      const larger = new Uint8Array(Math.max(length, 2 * bytes.length));
      larger.set(bytes);
      bytes = larger;
      view = new DataView(bytes.buffer);
    }
    return at;
  };
  const byte = (x: number): void => {
    const at = room(1);
    bytes[at] = x;
  };
  return {
    byte,
    /** Begins a value. */
    tag: (x: number) => {
      values += 1;
      if (values > mostValues)
        throw new RangeError(`value: expected at most ${String(mostValues)} values, found more`);
      byte(x);
    },
    word: (x: number) => {
      const at = room(wordBytes);
      view.setUint32(at, x, true);
    },
    number: (x: number) => {
      const at = room(numberBytes);
      putNumber(view, at, x);
    },
    bytes: (xs: Uint8Array) => {
      const at = room(xs.length);
      bytes.set(xs, at);
    },
    done: () => bytes.subarray(0, length),
  };
};

/** Writes to them. */
export type Writer = ReturnType<typeof writer>;
