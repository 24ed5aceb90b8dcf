/**
 * Waits until signals, timers and messages that are due have had their turn. Browsers have no
 * `setImmediate`.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if ('setImmediate' in globalThis) setImmediate(resolve);
    else setTimeout(resolve);
  });
