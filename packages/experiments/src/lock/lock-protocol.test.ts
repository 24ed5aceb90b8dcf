import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import fc from 'fast-check';
import { isGuard, seize } from './lock-protocol';

/**
 * A process as it is imagined here: it runs from one operation on files to the next, and then waits
 * for its turn.
 */
interface Imagined {
  readonly text: string;
  alive: boolean;
  holds: boolean;
  ended: E.Either<unknown, void> | undefined;
  /** What it is about to do. */
  next: string;
  /** Lets it go on to its next turn; comes true when it waits for that one, or has ended. */
  go: () => Promise<void>;
  /** Told when it waits or has ended. */
  paused: () => void;
}

const current = new AsyncLocalStorage<Imagined>();

/** Waits for the next turn of the process that calls, which is about to do something. */
const turn = (next: string): Promise<void> =>
  new Promise((resolve) => {
    const me = current.getStore();
    if (me === undefined) {
      resolve();
      return;
    }
    me.next = next;
    me.go = () =>
      new Promise((paused) => {
        me.paused = paused;
        resolve();
      });
    me.paused();
  });

describe('seize', () => {
  let folder = '';
  let lock = '';
  let known: Imagined[] = [];

  /** Makes every operation on files that others can see wait for its turn. */
  beforeAll(() => {
    const { link, open, rename, rm, readFile } = fs;
    // Bringing files to the disk is what takes the time, and nothing here is about disks.
    jest.spyOn(fs, 'open').mockImplementation(async (...args) => {
      const file = await open(...args);
      jest.spyOn(file, 'sync').mockResolvedValue();
      return file;
    });
    jest.spyOn(fs, 'link').mockImplementation(async (...args) => {
      await turn(`link ${basename(String(args[1]))}`);
      await link(...args);
    });
    jest.spyOn(fs, 'rename').mockImplementation(async (...args) => {
      await turn(`rename to ${basename(String(args[1]))}`);
      await rename(...args);
    });
    jest.spyOn(fs, 'rm').mockImplementation(async (...args) => {
      await turn('remove');
      await rm(...args);
    });
    jest.spyOn(fs, 'readFile').mockImplementation(async (...args: Parameters<typeof readFile>) => {
      await turn('read');
      return readFile(...args);
    });
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-protocol-'));
    lock = join(folder, 'lock');
    known = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const refuse = (_: string, text: string): TE.TaskEither<'held', void> =>
    known.some((other) => other.alive && other.text === text) ? TE.left('held') : TE.right(undefined);

  /**
   * A process that takes the lock, removes guards as a holder does, and gives the lock back or
   * keeps it.
   */
  const begin = (name: string, givesBack: boolean): Imagined => {
    const me: Imagined = {
      text: name,
      alive: true,
      holds: false,
      ended: undefined,
      next: '',
      go: () => Promise.resolve(),
      paused: () => undefined,
    };
    known.push(me);
    void current.run(me, async () => {
      await turn('begin');
      const ended = await seize(lock, me.text, refuse)();
      if (E.isRight(ended)) {
        me.holds = true;
        await turn('list');
        for (const left of readdirSync(folder).filter(isGuard))
          await fs.rm(join(folder, left), { force: true });
        if (givesBack) {
          await turn('give back');
          me.holds = false;
          await fs.rm(lock);
        }
      } else me.alive = false;
      me.ended = ended;
      me.paused();
    });
    return me;
  };

  /** Who goes on next, and for how many operations; whoever is to do none is killed. */
  type Choice = readonly [who: number, operations: number];
  const choice = (fewest: number): fc.Arbitrary<Choice> =>
    fc.tuple(fc.nat(1000), fc.integer({ min: fewest, max: 12 }));

  const interleave = async (processes: readonly Imagined[], choices: Iterator<Choice>): Promise<void> => {
    const waiting = (): readonly Imagined[] =>
      processes.filter(({ alive, ended }) => alive && ended === undefined);
    for (let left = waiting(); left.length > 0; left = waiting()) {
      const [who, operations]: Choice = choices.next().value;
      const chosen = left[who % left.length];
      if (operations === 0) chosen.alive = false;
      for (let i = 0; i < operations && chosen.ended === undefined; i++) {
        await chosen.go();
        expect(known.filter(({ alive, holds }) => alive && holds).length).toBeLessThanOrEqual(1);
      }
    }
  };

  const alone = async (process: Imagined): Promise<void> => {
    while (process.ended === undefined) await process.go();
  };

  /** Lets a process go on until it is about to do something. */
  const until = async (process: Imagined, next: RegExp): Promise<void> => {
    do await process.go();
    while (!next.test(process.next));
  };

  /** What a file can hold that is nobody's. */
  const contents = fc.constantFrom(undefined, '', '{"pid":', '\uFFFD', 'of a process that is gone');
  const put = (content: string | undefined): void => {
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-protocol-'));
    lock = join(folder, 'lock');
    known = [];
    if (content !== undefined) writeFileSync(lock, content);
  };

  it('gives the lock to exactly one of those that try at once, whatever it held, in any order of their steps', async () => {
    await fc.assert(
      fc.asyncProperty(
        contents,
        fc.integer({ min: 2, max: 5 }),
        fc.infiniteStream(choice(1)),
        async (content, count, choices) => {
          put(content);
          const processes = Array.from({ length: count }, (_, i) => begin(`process ${String(i)}`, false));
          await interleave(processes, choices);
          const winners = processes.filter(({ ended }) => ended !== undefined && E.isRight(ended));
          expect(winners).toHaveLength(1);
          expect(
            processes.filter(({ ended }) => ended !== undefined && E.isLeft(ended)).map(({ ended }) => ended),
          ).toEqual(Array.from({ length: count - 1 }, () => E.left('held')));
          expect(readFileSync(lock, 'utf8')).toBe(winners[0].text);
          expect(readdirSync(folder)).toEqual(['lock']);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never gives it to two, whoever is killed or gives it back at any step, and always to who comes after', async () => {
    await fc.assert(
      fc.asyncProperty(
        contents,
        fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(choice(0)),
        async (content, givesBack, choices) => {
          put(content);
          await interleave(
            givesBack.map((back, i) => begin(`process ${String(i)}`, back)),
            choices,
          );
          for (const process of known) process.alive = false;
          const last = begin('who comes after', true);
          await alone(last);
          expect(last.ended).toEqual(E.right(undefined));
          expect(readdirSync(folder).filter((name) => !name.endsWith('.tmp'))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is not given away by a slow one whose guard a holder has removed', async () => {
    put('of a process that is gone');
    const slow = begin('slow', false);
    await until(slow, /^link lock\../);
    const holder = begin('holder', false);
    await until(holder, /^list/);
    // The slow one has its guard, of a text that is no longer there; the holder removes it as a
    // leftover and is killed.
    await slow.go();
    await alone(holder);
    holder.alive = false;
    const next = begin('next', false);
    await until(next, /^rename to lock$/);
    await alone(slow);
    expect(slow.ended).toEqual(E.left('held'));
    await alone(next);
    expect(next.ended).toEqual(E.right(undefined));
    expect(readFileSync(lock, 'utf8')).toBe('next');
  });
});
