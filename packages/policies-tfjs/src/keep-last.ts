/** Keeps the values that were used last, as many as its room allows. */
export interface KeptLast<A> {
  /**
   * Takes out the value used last of those that match. Nobody else finds it, or has it released,
   * until it is put back.
   */
  readonly take: (matches: (value: A) => boolean) => A | undefined;
  /**
   * Releases the values used longest ago until there is room for one more of so many bytes, or none
   * are left.
   */
  readonly makeRoom: (bytes: number) => void;
  /**
   * Keeps a value, and releases the values used longest ago for which there is no room any more.
   */
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

  /** Keeps the first of some values, as many as there is room for, and releases the others. */
  const keep = (all: readonly A[], count: number, room: number): void => {
    let bytes = 0;
    values = all.slice(0, count).filter((each) => (bytes += each.bytes) <= room);
    all
      .filter((each) => !values.includes(each))
      .forEach(({ free }) => {
        free();
      });
  };

  return {
    take: (matches) => {
      const found = values.find(matches);
      values = values.filter((value) => value !== found);
      return found;
    },
    makeRoom: (bytes) => {
      keep(values, most - 1, room - bytes);
    },
    put: (value) => {
      keep([value, ...values], most, room);
    },
  };
};
