/**
 * What a key is used for, written in the top byte of the counter's high word. Threefry is a bijection of
 * counters, so under one key no block of one domain equals a block of another.
 */
export const DOMAIN = { bits: 0, split: 1 << 24, fold: 2 << 24 } as const;
