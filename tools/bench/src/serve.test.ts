import { PassThrough } from 'node:stream';
import { serve } from './serve';
import { navigation } from './setting';

it('a program says when it is ready and answers every line', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end('\n\n');
  const setting = { ...navigation, tasks: 1, trajectories: 2, steps: 3, hidden: 4 };
  await serve({ kind: 'ours', workers: 1, arithmetic: 'strict', workerModule: '' }, setting, input, output);
  const answers: unknown[] = String(output.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const iteration = {
    seconds: expect.any(Number),
    cpuSeconds: expect.any(Number),
    peakBytes: expect.any(Number),
  };
  expect(answers).toEqual([{ ready: true }, iteration, iteration]);
});
