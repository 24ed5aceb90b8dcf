import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import fc from 'fast-check';
import { sha256 } from '../files/hash';
import { decodeCheckpoint, encodeCheckpoint } from '../run/checkpoint';
import {
  asItIs,
  config,
  problemOf,
  resumed,
  smallRuns,
  stoppingAfter,
  text,
  toTheEnd,
} from '../testing/small-runs';
import { resumeRun, startRun } from './train';

/** The versions of what is installed. */
const versionOf = (name: string): string => {
  const at = join(__dirname, '../../../..', name, 'package.json');
  return (JSON.parse(readFileSync(at, 'utf8')) as { readonly version: string }).version;
};
const installed = {
  sgmrl: versionOf('packages/experiments'),
  node: process.version.slice(1),
  mujoco: versionOf('node_modules/@mujoco/mujoco'),
  tfjs: versionOf('node_modules/@tensorflow/tfjs-core'),
};

describe('runs', () => {
  const { fresh, reference, stopped, expectReference } = smallRuns();

  it('keep the versions that trained them, not those of who finds nothing left to do', async () => {
    const summaryOf = (directory: string) =>
      JSON.parse(text(directory, 'summary.json')) as { readonly versions?: unknown };
    expect(summaryOf(reference()).versions).toEqual(installed);
    const directory = await stopped(2);
    const summary = join(directory, 'summary.json');
    const older = { ...installed, node: '18.0.0' };
    const written = (versions: unknown) => {
      writeFileSync(summary, JSON.stringify({ ...summaryOf(directory), versions }));
    };
    written(older);
    await resumed(directory);
    expect(summaryOf(directory).versions).toEqual(installed);
    for (const versions of [older, undefined]) {
      written(versions);
      await resumed(directory);
      expect(summaryOf(directory).versions).toEqual(versions);
    }
    rmSync(summary);
    await resumed(directory);
    expect(summaryOf(directory).versions).toEqual(installed);
  });

  it('keep a complete configuration, a line an iteration, a checkpoint and a summary', () => {
    expect(JSON.parse(text(reference(), 'config.json'))).toEqual(config);
    const lines = text(reference(), 'metrics.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6]);
    // Every step of both batches: 3 tasks × (4 + 4) trajectories × 12 steps.
    expect(lines.map(({ timesteps }) => timesteps)).toEqual([288, 576, 864, 1152, 1440, 1728]);
    const { before, after } = lines[5];
    expect(JSON.parse(text(reference(), 'summary.json'))).toMatchObject({
      status: 'finished',
      problem: null,
      iterations: 6,
      timesteps: 1728,
      first: { iteration: 1 },
      last: { iteration: 6, before, after },
    });
  });

  it('of no iterations are complete, and start where others start', async () => {
    const directory = fresh();
    await startRun({ ...config, iterations: 0 }, directory, toTheEnd)();
    expect(readdirSync(directory).sort()).toEqual(['config.json', 'summary.json']);
    expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({ status: 'finished', iterations: 0 });
    await resumeRun(directory, () => TE.right(config), toTheEnd)();
    expectReference(directory);
  });

  it('repeat themselves to the bit', async () => {
    const directory = fresh();
    await startRun(config, directory, toTheEnd)();
    expectReference(directory);
  });

  it.each([1, 3, 5])(
    'end in the same bytes when stopped after iteration %i and resumed',
    async (iterations) => {
      const directory = await stopped(iterations);
      expect(JSON.parse(text(directory, 'summary.json'))).toMatchObject({ status: 'stopped', iterations });
      await resumed(directory);
      expectReference(directory);
    },
  );

  it('end in the same bytes whatever a crash left of the next line, checkpoint and lock', async () => {
    const two = await stopped(2);
    const three = text(reference(), 'metrics.jsonl').split('\n')[2];
    await fc.assert(
      fc.asyncProperty(fc.nat(three.length + 1), fc.nat(1000), async (lineLength, temporaryLength) => {
        const directory = fresh();
        cpSync(two, directory, { recursive: true });
        rmSync(join(directory, 'summary.json'));
        appendFileSync(join(directory, 'metrics.jsonl'), `${three}\n`.slice(0, lineLength));
        writeFileSync(
          join(directory, 'checkpoint.tmp'),
          text(reference(), 'checkpoint').slice(0, temporaryLength),
        );
        writeFileSync(join(directory, 'lock'), '{"pid":');
        expect(problemOf(await resumed(directory))).toBe('no problem');
        expectReference(directory);
      }),
      { numRuns: 10 },
    );
  });

  it('begin anew when a crash came before the first checkpoint', async () => {
    const directory = fresh();
    mkdirSync(directory);
    cpSync(join(reference(), 'config.json'), join(directory, 'config.json'));
    writeFileSync(join(directory, 'metrics.jsonl'), text(reference(), 'metrics.jsonl').slice(0, 500));
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expectReference(directory);
  });

  it('can be made longer, to the bytes of a run that was long from the start', async () => {
    const directory = fresh();
    await startRun({ ...config, iterations: 4 }, directory, toTheEnd)();
    await resumeRun(directory, () => TE.right(config), toTheEnd)();
    expectReference(directory);
  });

  it('cannot be made shorter than they are, and stay as they are when complete', async () => {
    const directory = fresh();
    cpSync(reference(), directory, { recursive: true });
    const shorter = await resumeRun(
      directory,
      (stored) => TE.right({ ...stored, iterations: 2 }),
      toTheEnd,
    )();
    expect(problemOf(shorter)).toMatch(/has done 6 iterations, more than the 2 asked for/);
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expectReference(directory);
  });

  it.each<readonly [string, readonly number[], readonly number[], readonly number[]]>([
    ['a line repeated', [1, 2, 3, 3], [4], [3]],
    ['a line repeated and one beyond', [1, 2, 3, 3, 4], [4], [3]],
    ['lines of another process all along', [1, 1, 2, 2, 3, 3, 4, 4], [2, 4, 6, 7], [1, 2, 3, 4]],
    ['lines far beyond the checkpoint', [1, 2, 3, 4, 5, 6], [4, 5, 6], [4, 5, 6]],
    ['lines in another order and one repeated', [3, 1, 2, 1], [4], [1]],
  ])(
    'go on from their checkpoint with %s, and say which lines they keep aside',
    async (_, found, numbers, aside) => {
      const directory = await stopped(3);
      const lines = text(reference(), 'metrics.jsonl').split(/(?<=\n)/);
      const holding = (iterations: readonly number[]) => iterations.map((i) => lines[i - 1]).join('');
      writeFileSync(join(directory, 'metrics.jsonl'), holding(found));
      const surplus = { numbers, text: holding(aside), reordered: found[0] !== 1 };
      const told: unknown[] = [];
      const options = { ...toTheEnd, onStart: (_run: unknown, lines: unknown) => told.push(lines) };
      expect(problemOf(await resumeRun(directory, asItIs, options)())).toBe('no problem');
      expect(told).toEqual([surplus]);
      expect(text(directory, 'metrics-surplus.jsonl')).toBe(surplus.text);
      rmSync(join(directory, 'metrics-surplus.jsonl'));
      expectReference(directory);
    },
  );

  it('go on from their checkpoint whatever bytes are beyond it, and keep them as they are', async () => {
    const directory = await stopped(3);
    const bytes = Buffer.from([0x66, 0xff, 0xc3, 0x0d, 0x0a, 0x00, 0xe9, 0x0a]);
    appendFileSync(join(directory, 'metrics.jsonl'), bytes);
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expect(readFileSync(join(directory, 'metrics-surplus.jsonl'))).toEqual(bytes);
    rmSync(join(directory, 'metrics-surplus.jsonl'));
    expectReference(directory);
  });

  it.each<readonly [string, (text: string) => string]>([
    ['line ends of Windows', (lines) => lines.replaceAll('\n', '\r\n')],
    ['no end of the last line', (lines) => lines.slice(0, -1)],
    ['a byte order mark', (lines) => `\uFEFF${lines}`],
    ['an empty line at the end', (lines) => `${lines}\n`],
  ])('go on to the same bytes when an editor left %s in metrics and checkpoint', async (_, edit) => {
    const directory = await stopped(3);
    for (const name of ['metrics.jsonl', 'checkpoint'])
      writeFileSync(join(directory, name), edit(text(directory, name)));
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expectReference(directory);
  });

  it('begin anew when two processes had begun and neither had kept a checkpoint', async () => {
    const directory = await stopped(1);
    const line = text(directory, 'metrics.jsonl');
    for (const name of ['checkpoint', 'summary.json']) rmSync(join(directory, name));
    writeFileSync(join(directory, 'metrics.jsonl'), line + line);
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expect(text(directory, 'metrics-surplus.jsonl')).toBe(line);
    rmSync(join(directory, 'metrics-surplus.jsonl'));
    expectReference(directory);
  });

  it('go on from a checkpoint of old, which has no checksum of the metrics', async () => {
    const directory = await stopped(2);
    const kept = decodeCheckpoint(text(directory, 'checkpoint'));
    if (E.isLeft(kept)) throw new Error(kept.left);
    const { configuration, state, metrics } = kept.right;
    expect(metrics).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(directory, 'checkpoint'), encodeCheckpoint({ configuration, state }));
    expect(problemOf(await resumed(directory))).toBe('no problem');
    expectReference(directory);
  });

  it('are not overwritten by another', async () => {
    const directory = await stopped(2);
    const before = text(directory, 'checkpoint');
    expect(problemOf(await startRun(config, directory, toTheEnd)())).toMatch(
      /it holds another run .*--resume/,
    );
    expect(text(directory, 'checkpoint')).toBe(before);
  });

  it('are not trained by two processes at once', async () => {
    const directory = fresh();
    let second: unknown;
    await startRun(config, directory, {
      ...stoppingAfter(2),
      onStart: () => {
        second = resumed(directory);
      },
    })();
    const result = (await second) as Awaited<ReturnType<typeof resumed>>;
    expect(problemOf(result)).toBe(
      `${join(directory, 'lock')} is held by process ${String(process.pid)} on ${hostname()}, which works here: ` +
        'wait until it ends, or stop it; if this folder is a copy of the one it works in, remove that file',
    );
  });

  it.each<readonly [string, RegExp, (directory: string) => void]>([
    [
      'a truncated checkpoint',
      /checkpoint: it is truncated or altered: expected the checksum \w{12}…, found \w{12}…; put back a copy of it, or train again .* --config \S+config\.json$/,
      (d) => truncateSync(join(d, 'checkpoint'), 200),
    ],
    [
      'an empty checkpoint',
      /checkpoint: it is truncated, .*expected a first line with format, version and sha256, found nothing; put back a copy/,
      (d) => truncateSync(join(d, 'checkpoint')),
    ],
    [
      'a checkpoint that holds no state',
      /checkpoint: it holds no state of a run, though its checksum fits; put back a copy/,
      (d) =>
        writeFileSync(
          join(d, 'checkpoint'),
          `${JSON.stringify({ format: 'sgmrl-checkpoint', version: 1, sha256: sha256('{}') })}\n{}\n`,
        ),
    ],
    [
      'an altered checkpoint',
      /checkpoint: it is truncated or altered: expected .*, found .*; put back a copy/,
      (d) =>
        writeFileSync(
          join(d, 'checkpoint'),
          text(d, 'checkpoint').replace('"timesteps":576', '"timesteps":577'),
        ),
    ],
    [
      'a checkpoint of another version',
      /checkpoint: it is of version 9, this program reads version 1; put back a copy/,
      (d) =>
        writeFileSync(join(d, 'checkpoint'), text(d, 'checkpoint').replace('"version":1', '"version":9')),
    ],
    [
      'another configuration',
      /checkpoint: it belongs to another configuration .*: expected the hash \w{12}…, found \w{12}…; put back \S+config\.json as it was$/,
      (d) => writeFileSync(join(d, 'config.json'), text(d, 'config.json').replace('"seed": 1', '"seed": 2')),
    ],
    [
      'a configuration that is not JSON',
      /config\.json:\d+:\d+: not valid JSON: .*; put back a copy of it, or train again in another folder$/,
      (d) => truncateSync(join(d, 'config.json'), 40),
    ],
    [
      'a wrong field',
      /config\.json: one field is wrong; put back a copy of it[^\n]*\n {2}seed: expected whole number/,
      (d) => writeFileSync(join(d, 'config.json'), text(d, 'config.json').replace('"seed": 1', '"seed": -1')),
    ],
    [
      'no configuration',
      /it holds no run: config\.json is gone, beside metrics\.jsonl, checkpoint, summary\.json; put back a copy of it$/,
      (d) => rmSync(join(d, 'config.json')),
    ],
    ['no folder', /it holds no run: there is no config\.json$/, (d) => rmSync(d, { recursive: true })],
    [
      'too few lines of metrics',
      /metrics\.jsonl: it ends after iteration 0, the checkpoint is of iteration 2; put back a copy/,
      (d) => truncateSync(join(d, 'metrics.jsonl'), 10),
    ],
    [
      'no metrics',
      /metrics\.jsonl: it ends after iteration 0, the checkpoint is of iteration 2; put back a copy/,
      (d) => rmSync(join(d, 'metrics.jsonl')),
    ],
    [
      'a changed digit in the metrics',
      /metrics\.jsonl: it was altered .* first 2 lines do not fit the checksum in checkpoint: expected \w{12}…, found \w{12}…; put back a copy/,
      (d) =>
        writeFileSync(
          join(d, 'metrics.jsonl'),
          text(d, 'metrics.jsonl').replace(
            /("parameterNorm":\d\.\d{3})(\d)/,
            (_, before: string, digit: string) => `${before}${String((Number(digit) + 1) % 10)}`,
          ),
        ),
    ],
    [
      'a lost checkpoint',
      /checkpoint: it is gone; metrics\.jsonl holds 2 iterations; put back a copy/,
      (d) => rmSync(join(d, 'checkpoint')),
    ],
    [
      'a folder in the place of the checkpoint',
      /cannot read .*checkpoint: it is a folder/,
      (d) => {
        rmSync(join(d, 'checkpoint'));
        mkdirSync(join(d, 'checkpoint'));
      },
    ],
    [
      'a folder in the place of the lock',
      /cannot read .*lock: it is a folder, not a file; if no process works in this folder, move it away$/,
      (d) => mkdirSync(join(d, 'lock')),
    ],
  ])('are refused with %s, and left as they are', async (_, message, damage) => {
    const directory = await stopped(2);
    damage(directory);
    const contents = () =>
      (existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : []).map((entry) => [
        entry.name,
        entry.isFile() ? text(directory, entry.name) : 'folder',
      ]);
    const before = contents();
    const longer = resumeRun(
      directory,
      (stored) => TE.right({ ...stored, iterations: stored.iterations + 1 }),
      toTheEnd,
    );
    expect(problemOf(await longer())).toMatch(message);
    expect(contents()).toEqual(before);
  });

  it('say where they cannot be made', async () => {
    const file = fresh();
    writeFileSync(file, '');
    expect(problemOf(await startRun(config, join(file, 'run'), toTheEnd)())).toMatch(
      /cannot create folder .*run: it is a file, or below one/,
    );
    expect(problemOf(await startRun(config, file, toTheEnd)())).toMatch(/it is a file, or below one/);
    expect(problemOf(await startRun(config, '/proc/sgmrl', toTheEnd)())).toMatch(/cannot create folder/);
  });
});
