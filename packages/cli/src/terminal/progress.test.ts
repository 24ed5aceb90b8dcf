import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { progressOn, type ProgressFlags } from './progress';
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

describe('what is told of iterations', () => {
  const told = async (flags: ProgressFlags, isTTY = false): Promise<readonly string[]> => {
    const [out, err] = [new PassThrough(), new PassThrough()];
    const progress = progressOn({ out: Object.assign(out, { isTTY }), err, workerModule: '' }, flags);
    progress.start(2, 7);
    for (const iteration of [3, 4, 5, 6, 7]) progress.iteration(took(iteration, 0.1));
    progress.end();
    out.end();
    return (await text(out)).split('\n').filter((line) => line !== '');
  };
  const shown = (lines: readonly string[]) =>
    lines.flatMap((line) => /^iteration (\d+)\/7 /.exec(line)?.[1] ?? []).map(Number);

  it('is one in so many, and the last, on a terminal too', async () => {
    expect(shown(await told({}))).toEqual([3, 4, 5, 6, 7]);
    for (const isTTY of [false, true]) {
      expect(shown(await told({ logEvery: 2 }, isTTY))).toEqual([4, 6, 7]);
      expect(shown(await told({ logEvery: 100 }, isTTY))).toEqual([7]);
    }
  });

  it('is nothing, if asked', async () => {
    expect(await told({ quiet: true }, true)).toEqual([]);
  });

  it('is the record as JSON, and no other line', async () => {
    const lines = await told({ json: true }, true);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      [3, 4, 5, 6, 7].map((iteration) => JSON.parse(JSON.stringify(took(iteration, 0.1))) as unknown),
    );
    expect(await told({ json: true, logEvery: 3 })).toHaveLength(3);
  });
});
