/** One number to look at bit by bit; always written before it is read. */
const view = new DataView(new ArrayBuffer(8));

/** The upper 32 bits of a number, signed: sign, exponent and the first 20 bits of the fraction. */
export const highWord = (x: number): number => {
  view.setFloat64(0, x);
  return view.getInt32(0);
};

/** The number with these upper 32 bits and x's lower ones. */
export const withHighWord = (x: number, high: number): number => {
  view.setFloat64(0, x);
  view.setInt32(0, high);
  return view.getFloat64(0);
};

/** 2^k for whole k from −1022 to 1023. */
export const twoTo = (k: number): number => withHighWord(0, (1023 + k) << 20);

/**
 * ln 2 in two parts, the first with zeros at its end, so that k times it is exact for every
 * exponent k.
 */
export const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 } as const;
