import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { tellSurplus } from './surplus';

const paths = {
  directory: 'run',
  config: 'run/config.json',
  metrics: 'run/metrics.jsonl',
  surplus: 'run/metrics-surplus.jsonl',
  checkpoint: 'run/checkpoint',
  summary: 'run/summary.json',
  start: '',
  best: '',
  kept: '',
  keeping: '',
  validation: '',
  evaluation: 'run/evaluation.json',
  lock: 'run/lock',
};
const told = (numbers: readonly number[], reordered = false): Promise<string> => {
  const err = new PassThrough();
  tellSurplus({ out: new PassThrough(), err, workerModule: '' }, paths, { numbers, text: '', reordered });
  err.end();
  return text(err);
};

describe('surplus lines', () => {
  it('are not told where there are none', async () => {
    expect(await told([])).toBe('');
  });

  it('are told by number, those that follow each other as ranges', async () => {
    expect(await told([4])).toBe(
      'sgmrl: run/metrics.jsonl: 1 line that does not belong there (line 4) is now in run/metrics-surplus.jsonl; the run goes on without\n',
    );
    expect(await told([2, 4, 5, 6, 9, 10])).toContain(
      '6 lines that do not belong there (lines 2, 4-6, 9-10) are now in',
    );
  });

  it('are told apart from lines that are in another order', async () => {
    expect(await told([], true)).toBe(
      'sgmrl: run/metrics.jsonl: its lines were not in the order of iterations; they are put in order\n',
    );
  });

  it('are named up to five ranges', async () => {
    expect(await told([1, 3, 5, 7, 8, 10, 12, 14])).toContain('(lines 1, 3, 5, 7-8, 10, … and 2 more) are');
  });
});
