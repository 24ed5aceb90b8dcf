import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './call';
import { command } from './robots/trained.json';

const reached = (csv: string): unknown => call('seeds.mjs', `it.reached(${JSON.stringify(csv)}, 'none')`);

it('finds the best run after one step, and what the others reach', () => {
  const csv = [
    'algorithm,inner_steps,seed,steps,return',
    'none,1,1,0,90',
    'none,1,1,1,3',
    'none,1,2,1,-1.5',
    'none,1,3,1,7',
    'none,1,4,1,4',
    'other,1,5,1,80',
    '',
  ].join('\n');
  expect(reached(csv)).toEqual({ runs: 4, seed: 3, best: 7, low: -1.5, high: 4, median: 3.5 });
});

it('the robot that is shown is the best run of those that are published', () => {
  const csv = readFileSync(join(__dirname, '../../../docs/results/half-cheetah/adaptation.csv'), 'utf8');
  expect(reached(csv)).toMatchObject({ seed: Number(/--seed (\d+)/.exec(command)?.[1]), runs: 10 });
});
