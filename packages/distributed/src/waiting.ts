/** Who waits, and can be woken. */
export interface Waiting {
  /** What a promise resolves to, or undefined if it is woken before. */
  readonly orWoken: <A>(promise: Promise<A>) => Promise<A | undefined>;
  readonly wake: () => void;
}

/** Unlike a race with one promise that lives on, nothing is kept of waits that are over. */
export const waiting = (): Waiting => {
  const sleepers = new Set<() => void>();
  return {
    orWoken: (promise) =>
      new Promise((resolve, reject) => {
        const wake = (): void => {
          sleepers.delete(wake);
          resolve(undefined);
        };
        sleepers.add(wake);
        promise.then(resolve, reject).finally(() => sleepers.delete(wake));
      }),
    wake: () => {
      for (const wake of [...sleepers]) wake();
    },
  };
};
