import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { progressOn } from './progress';
import { took } from '../testing/took';

it('says once that a meta-gradient tells nothing', async () => {
  const out = new PassThrough();
  const progress = progressOn({ out, err: new PassThrough(), workerModule: '' });
  progress.start(0, 4);
  for (const iteration of [1, 2, 3, 4])
    progress.iteration({ ...took(iteration, 0.1), uninformative: iteration > 1 ? true : undefined });
  progress.end();
  out.end();
  expect((await text(out)).split('\n').filter((line) => line.includes('tells nothing'))).toEqual([
    'The meta-gradient of iteration 2 tells nothing: it is zero, or all trajectories returned the same.',
  ]);
});
