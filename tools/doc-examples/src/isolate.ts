/**
 * A function that makes the next examples start afresh: modules load anew, and what libraries keep
 * on the global object (tfjs keeps its engine and kernels there) is gone. So no document's example
 * depends on another's.
 */
export const isolation = (resetModules: () => unknown): (() => void) => {
  const before = new Set(Object.keys(globalThis));
  return () => {
    resetModules();
    for (const name of Object.keys(globalThis)) {
      if (!before.has(name)) Reflect.deleteProperty(globalThis, name);
    }
  };
};
