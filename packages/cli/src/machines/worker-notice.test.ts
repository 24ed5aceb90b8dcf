import { PassThrough } from 'node:stream';
import { workerNotice } from './worker-notice';

const notice = () => {
  const err = new PassThrough();
  const { onEvent, look } = workerNotice({ out: new PassThrough(), err, workerModule: '' });
  return { onEvent, look, written: () => String(err.read() ?? '') };
};

it('tells every failure, and nothing of what goes well', () => {
  const { onEvent, look, written } = notice();
  onEvent({ kind: 'working', name: 'task 1' });
  onEvent({ kind: 'done', name: 'task 1', seconds: 1 });
  for (const name of ['task 2', 'task 3']) onEvent({ kind: 'failed', name, problem: 'no' });
  look(0);
  expect(written()).toBe('task 2 failed: no\ntask 3 failed: no\n');
});

it('counts what it refuses, and tells at most once a second', () => {
  const { onEvent, look, written } = notice();
  for (let i = 1; i <= 1000; i += 1) {
    onEvent({ kind: 'refused', problem: `no job: ${String(i)}` });
    look(i);
  }
  look(1001);
  expect(written()).toBe(
    'refused 1 message so far, the last: no job: 1\nrefused 1000 messages so far, the last: no job: 1000\n',
  );
});
