/** A promise and what settles it, once. */
export interface Settlement {
  readonly done: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Open; nobody has to wait for it. */
export const settlement = (): Settlement => {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const done = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  done.catch(() => undefined);
  return {
    done,
    resolve: () => {
      resolve();
    },
    reject: (error) => {
      reject(error);
    },
  };
};
