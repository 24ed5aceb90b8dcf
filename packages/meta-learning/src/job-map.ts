/** Applies a pure function to jobs, somewhere; results come in the order of the jobs. */
export type JobMap<J, R> = (jobs: readonly J[]) => Promise<readonly R[]>;
