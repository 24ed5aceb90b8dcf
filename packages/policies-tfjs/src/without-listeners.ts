const names: readonly unknown[] = ['uncaughtException', 'unhandledRejection'];

/**
 * Runs a task and takes off the process what it adds for exceptions and rejections that nobody has
 * caught: the code that starts the WASM of tfjs adds listeners which throw, so that a rejection
 * which is handled later ends the program. Listeners that others add in the meantime stay, since
 * theirs is another asynchronous context. Without Node there is no process, and nothing to do.
 */
export const withoutListeners = async <A>(task: () => Promise<A>): Promise<A> => {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return task();
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
  const context = new AsyncLocalStorage<true>();
  const takeOff = (name: string | symbol, listener: NodeJS.UncaughtExceptionListener): void => {
    if (context.getStore() !== true || !names.includes(name)) return;
    // It is about to be added.
    queueMicrotask(() => process.removeListener(name, listener));
  };
  process.on('newListener', takeOff);
  try {
    return await context.run(true, task);
  } finally {
    process.removeListener('newListener', takeOff);
  }
};
