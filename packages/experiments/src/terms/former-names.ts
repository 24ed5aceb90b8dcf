/** Names that terms no longer have, and what to use in their place. */
export const formerNames: ReadonlyMap<unknown, string> = new Map([
  [
    'task-baseline',
    'task-baseline is gone; use "trajectory-baseline", whose baseline is the return of the other trajectories, or "leave-one-out-linear"',
  ],
]);
