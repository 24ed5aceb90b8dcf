import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaleCommand } from './command';

const folder = mkdtempSync(join(tmpdir(), 'sgmrl-scale-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const failing = async (...args: readonly string[]): Promise<string> => {
  const complaints: string[] = [];
  const command = scaleCommand({ sgmrl: '', worker: '', documents: folder })
    .exitOverride()
    .configureOutput({ writeErr: (text) => complaints.push(text) });
  await expect(command.parseAsync(args, { from: 'user' })).rejects.toThrow();
  return complaints.join('');
};

it('simulates with nothing but a calibration', async () => {
  expect(await failing('--calibration', join(folder, 'none.json'))).toMatch(/none\.json: there is no such/);
  const other = join(folder, 'other.json');
  writeFileSync(other, '{"machine":"mine"}');
  expect(await failing('--calibration', other)).toMatch(/other\.json: .*expected/);
});
