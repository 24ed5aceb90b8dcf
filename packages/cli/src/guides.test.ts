import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from './testing/command';

/** Words as a shell splits them, whose only quotes are single ones. */
const words = (command: string): readonly string[] =>
  (command.match(/(?:[^\s']|'[^']*')+/g) ?? []).map((word) => word.replaceAll("'", ''));

/** The commands in the blocks of a guide. */
const commandsIn = (guide: string): readonly string[] =>
  Array.from(
    readFileSync(join(__dirname, '../../../docs', guide), 'utf8').matchAll(/^npx sgmrl (.*)$/gm),
    ([, command]) => command,
  );

describe('reason-about-a-variant.md', () => {
  const commands = commandsIn('reason-about-a-variant.md');
  const only = (name: string): readonly string[] =>
    commands.filter((command) => command.startsWith(`${name} `));
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-guide-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('explains the formula that it begins with', async () => {
    const { code, out, err } = await call(...words(only('explain')[0]));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Σ_{h′>h} 0.9^{h′−h} w_{h′} d_{h′}');
  });

  it('verifies the whole of the idea', async () => {
    const [command] = only('verify');
    const { code, out, err } = await call(...words(command));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('curvature + window(0.9, dice)');
    expect(out).not.toContain('without curvature');
  });

  it('asks for the equation that it proves', async () => {
    const { code, out, err } = await call(...words(only('explain')[1]));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('\nEqual to lvc without curvature: yes\n');
  });

  it('verifies the coupled idea', async () => {
    const { code, out, err } = await call(...words(only('verify')[1]));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('\ncoupled ');
  });

  it.each([0, 1])('trains with the ideas (%i)', async (i) => {
    const more = ['--iterations', '1', '--out', join(folder, `run-${String(i)}`)];
    expect(await call(...words(only('train')[i]), ...more)).toMatchObject({ code: 0, err: '' });
  });

  it('has no other command', () => {
    expect(commands).toHaveLength(6);
  });
});

describe('train-and-compare.md', () => {
  const commands = commandsIn('train-and-compare.md');
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-guide-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('trains, looks and compares, one command after the other', async () => {
    for (const command of commands) {
      const short = /^(train|compare) /.test(command) ? ['--iterations', '2'] : [];
      const given = words(command).map((word) => word.replace(/^runs\//, `${folder}/`));
      const { code, err } = await call(...given, ...short);
      expect({ command, code, err: code === 0 ? '' : err }).toEqual({ command, code: 0, err: '' });
    }
  });

  it('has five commands', () => {
    expect(commands).toHaveLength(5);
  });
});

describe('test-your-estimator.md', () => {
  it('verifies on a random problem', async () => {
    const [command, ...others] = commandsIn('test-your-estimator.md');
    expect(others).toEqual([]);
    expect(await call(...words(command))).toMatchObject({ code: 0, err: '' });
  });
});
