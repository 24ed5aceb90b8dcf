/** The streams of the broker, and the consumer that all workers share. */
export const streams = { jobs: 'SGMRL_JOBS', blobs: 'SGMRL_BLOBS', consumer: 'workers' } as const;

/** Where messages go. A session is one coordinator, from its start to its end. */
export const subjects = {
  jobs: 'sgmrl.job.*.*',
  jobsOf: (session: string) => `sgmrl.job.${session}.*`,
  job: (session: string, job: number) => `sgmrl.job.${session}.${String(job)}`,
  blobs: 'sgmrl.blob.>',
  blobsOf: (session: string) => `sgmrl.blob.${session}.>`,
  partsOf: (session: string, hash: string) => `sgmrl.blob.${session}.${hash}.*`,
  part: (session: string, hash: string, part: number) => `sgmrl.blob.${session}.${hash}.${String(part)}`,
  lead: (session: string) => `sgmrl.lead.${session}`,
} as const;

/** The job of a session that a subject is for; undefined if it is for none. */
export const jobIn = (session: string, subject: string): number | undefined => {
  const last = subject.slice(subject.lastIndexOf('.') + 1);
  const job = Number(last);
  return subject === subjects.job(session, job) ? job : undefined;
};

/** Who connects to a broker: has jobs done, or does them. */
export type Role = 'coordinator' | 'worker';

/** Where answers to a role go: a broker can let each role read its own only. */
export const inboxOf = (role: Role): string => `_INBOX.${role}`;

/** Where a broker hears answers to who asked from another account. Nobody but it can name one. */
const acrossAccounts = '_R_';

/**
 * Whether an answer of the coordinator may go there. Who asks names the place: anywhere else, the
 * coordinator would write for a worker what the worker itself may not.
 */
export const isForWorker = (subject: string): boolean =>
  [inboxOf('worker'), acrossAccounts].some((place) => subject.startsWith(`${place}.`));
