/** Keeps the values that were used last, as many as its room allows. */
export interface KeptLast<A> {
  /** Takes out the value used last of those that match. Nobody else finds it, or has it released, until it is put back. */
  readonly take: (matches: (value: A) => boolean) => A | undefined;
  /** Keeps a value, and releases the values used longest ago for which there is no room any more. */
  readonly put: (value: A) => void;
}

/** A value that occupies room until it is released. */
export interface Releasable {
  readonly bytes: number;
  readonly free: () => void;
}

/** Room for so many values, and for so many bytes together. */
export const keepLast = <A extends Releasable>(most: number, room: number): KeptLast<A> => {
  let values: readonly A[] = [];
  return {
    take: (matches) => {
      const found = values.find(matches);
      values = values.filter((value) => value !== found);
      return found;
    },
    put: (value) => {
      let bytes = 0;
      const all = [value, ...values];
      values = all.slice(0, most).filter((each) => (bytes += each.bytes) <= room);
      all
        .filter((each) => !values.includes(each))
        .forEach(({ free }) => {
          free();
        });
    },
  };
};
