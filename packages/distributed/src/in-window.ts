/** Messages that are sent before the first of them is confirmed. */
const window = 64;

/** Applies an effect to each, several at once. */
export const inWindow = async <A>(all: readonly A[], effect: (a: A) => Promise<void>): Promise<void> => {
  const waiting = all.values();
  const lane = async (): Promise<void> => {
    for (const each of waiting) await effect(each);
  };
  await Promise.all(Array.from({ length: Math.min(window, all.length) }, lane));
};
