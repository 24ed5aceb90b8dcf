import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldStart } from './cold-start';

/**
 * A program that says at once that it is ready, and that its first iteration took 50 s and every
 * other 20 s.
 */
const program = `
  console.log('{"ready":true}');
  let seconds = 50;
  process.stdin.on('data', () => {
    console.log(JSON.stringify({ seconds, cpuSeconds: seconds, peakBytes: 1 }));
    seconds = 20;
  });
`;

it('a cold start lasts until the first iteration is done, warm or not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cold-start-'));
  const file = join(folder, 'program.cjs');
  writeFileSync(file, program);
  const findings = await coldStart(
    { program: file, workerModule: '', kernels: '', peers: '' },
    1,
    () => undefined,
  );
  expect(findings.map(({ name }) => name)).toEqual([
    'cold start to first iteration, 1 worker, s',
    'cold start to first iteration, 2 workers, s',
  ]);
  // Without a warm iteration it would be less by 20 s.
  findings.forEach(({ found: { median } }) => {
    expect(median).toBeGreaterThan(50);
  });
  rmSync(folder, { recursive: true });
});
