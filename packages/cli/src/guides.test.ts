import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call, run } from './testing/command';
import { tableRows } from './testing/table-rows';

const docs = join(__dirname, '../../../docs');

const textOf = (page: string): string => readFileSync(join(docs, page), 'utf8');

/** Words as a shell splits them, whose only quotes are single ones. */
const words = (command: string): readonly string[] =>
  (command.match(/(?:[^\s']|'[^']*')+/g) ?? []).map((word) => word.replaceAll("'", ''));

/** The commands in the blocks of a guide; one that goes on behind a backslash is one line here. */
const commandsIn = (guide: string): readonly string[] =>
  Array.from(
    textOf(guide)
      .replace(/ \\\n\s*/g, ' ')
      .matchAll(/^npx sgmrl (.*)$/gm),
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

describe('read-a-report.md', () => {
  let folder = '';
  let page = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-guide-'));
    for (const command of commandsIn('read-a-report.md')) {
      expect(await run(folder, ...words(command))).toMatchObject({ code: 0 });
    }
    page = readFileSync(join(folder, 'runs/read/report/report.html'), 'utf8');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const plain = (html: string): string => html.replace(/<[^>]*>/g, '').trim();
  const all = (html: string, tag: string): readonly string[] =>
    Array.from(html.matchAll(new RegExp(`<${tag}\\b[^>]*>([^]*?)</${tag}>`, 'g')), ([, inner]) => inner);

  it('shows the tables of the report that it makes', () => {
    const rows = all(page, 'table')
      .slice(0, 2)
      .flatMap((table) => all(table, 'tr'))
      .map((row) => [...all(row, 'th'), ...all(row, 'td')].map(plain).join('|'));
    expect(tableRows(textOf('read-a-report.md'))).toEqual(rows.map((row) => `|${row}|`));
  });

  it('shows figures of the report that it makes', () => {
    const shown = readdirSync(join(docs, 'read-a-report'));
    expect(shown).toHaveLength(3);
    for (const name of shown) {
      const made = readFileSync(join(folder, 'runs/read/report/figures', name), 'utf8');
      expect([name, made === textOf(`read-a-report/${name}`)]).toEqual([name, true]);
    }
  });

  it('explains every part that a report can have, in its order', () => {
    const explained = Array.from(
      textOf('read-a-report.md').matchAll(/^##+ (.*)$/gm),
      ([, heading]) => heading,
    );
    const made = [...page.matchAll(/<h[23][^>]*>([^<]*)</g)].map(([, heading]) => heading);
    const others = ['Values tried', 'Behaviour'];
    expect(explained.filter((heading) => !others.includes(heading))).toEqual(made);
    expect(explained).toEqual(expect.arrayContaining(others));
  });
});

describe('many-cores.md', () => {
  it('trains on two threads, compares, and repeats on one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sgmrl-guide-'));
    for (const command of commandsIn('many-cores.md')) {
      const short = /^(train|compare) /.test(command) ? ['--iterations', '2'] : [];
      const { code, err } = await run(folder, ...words(command), ...short);
      expect({ command, code, err }).toEqual({ command, code: 0, err: '' });
    }
    rmSync(folder, { recursive: true });
  });
});

describe('reproduce.md', () => {
  const commands = commandsIn('reproduce.md');
  const rows = tableRows(textOf('reproduce.md'));

  it.each([0, 1, 2, 3])('its command %i says what the page says came out', async (i) => {
    const { code, out } = await call(...words(commands[i]));
    expect(code).toBe(0);
    const [, , number, , outcome] = rows.filter((row) => !row.includes('experiment'))[i + 1].split('|');
    expect(number).toBe(String(i + 1));
    const figures = outcome.match(/\d[\d.e-]+\d/g) ?? [];
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) expect(out).toContain(figure);
  });

  it('has the returns of the pages that it leads to', () => {
    const of = rows.filter((row) => row.includes('](results/') && row.includes('['));
    const held = of.flatMap((row) => {
      const [, page] = /\]\((results\/[^)#]*)/.exec(row) ?? [];
      return (row.match(/−?[\d.]+ \[[^\]]*\d\]/g) ?? []).map((interval) => [page, interval]);
    });
    expect(held).toHaveLength(10);
    for (const [page, interval] of held) {
      expect([page, textOf(page).replaceAll('-', '−').includes(interval)]).toEqual([page, true]);
    }
  });

  it('has the seconds of the pages that it leads to', () => {
    expect(textOf('reproduce.md')).toContain('took 1.9 seconds');
    expect(textOf('results/half-cheetah.md')).toContain('took 1.9 seconds');
  });
});

describe('what a tutorial tells to install', () => {
  it.each(['pick-a-package.md', 'test-your-estimator.md', 'reason-about-a-variant.md'])(
    '%s names all that its blocks import',
    (guide) => {
      const [install] = /npm install (?:@sgmrl\/[a-z-]+[\s\\]+){2,}/.exec(textOf(guide)) ?? [''];
      const imported = Array.from(textOf(guide).matchAll(/from '(@sgmrl\/[a-z-]+)'/g), ([, name]) => name);
      expect(imported.filter((name) => !install.includes(name))).toEqual([]);
      expect(imported).not.toEqual([]);
    },
  );
});
