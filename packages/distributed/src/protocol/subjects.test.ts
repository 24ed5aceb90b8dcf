import { createInbox } from '@nats-io/transport-node';
import fc from 'fast-check';
import { inboxOf, isForWorker, jobIn, subjects } from './subjects';

it('says which job a subject is for', () => {
  fc.assert(
    fc.property(fc.nat(), (job) => {
      expect(jobIn('session-1', subjects.job('session-1', job))).toBe(job);
      expect(jobIn('session-2', subjects.job('session-1', job))).toBeUndefined();
    }),
  );
});

it.each([
  'sgmrl.job.session-1.',
  'sgmrl.job.session-1.01',
  'sgmrl.job.session-1.1.2',
  'sgmrl.job.session-1',
  '',
])('says that %j is for none', (subject) => {
  expect(jobIn('session-1', subject)).toBeUndefined();
});

it('tells where workers are answered from all else', () => {
  expect([createInbox(inboxOf('worker')), '_R_.Z7F6LP.jZWfHw'].map(isForWorker)).toEqual([true, true]);
  for (const subject of [
    ...['', '_INBOX', inboxOf('worker'), '_INBOX.workers.1', 'a._INBOX.worker.1', '_R_', 'a._R_.1'],
    ...[createInbox(), createInbox(inboxOf('coordinator')), subjects.job('session-1', 1)],
  ])
    expect(isForWorker(subject)).toBe(false);
});
