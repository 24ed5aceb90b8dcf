import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';
import { mdpFileHelp } from './mdp-file-help';

it.each([['verify'], ['theory']])('is in sgmrl %s --help, with a file that it takes', async (command) => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-mdp-'));
  try {
    expect((await call(command, '--help')).out).toContain(mdpFileHelp.trim());
    const file = join(folder, 'mdp.json');
    writeFileSync(file, mdpFileHelp.slice(mdpFileHelp.indexOf('{')));
    expect(await call(command, '--mdp', file, '--trajectories', '2')).toMatchObject({ code: 0, err: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
