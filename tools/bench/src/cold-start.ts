import { launch } from './competitor';
import type { Finding } from './finding';
import { ours, type Paths } from './paths';
import { navigation } from './setting';
import { summarize, type Summary } from './statistics';
import { spread, table } from './table';

/** Seconds of one fresh process. */
interface Start {
  /** Until it was ready. */
  readonly ready: number;
  /** Until the first iteration was done. */
  readonly first: number;
  /** The same less an iteration of a warm process. */
  readonly overhead: number;
}

const warmUps = 5;

const start = async (paths: Paths, workers: number): Promise<Start> => {
  const program = await launch(ours(paths, workers, navigation));
  const { seconds } = await program.iterate();
  for (let i = 0; i < warmUps; i++) await program.iterate();
  const warm = await program.iterate();
  program.stop();
  const first = program.startSeconds + seconds;
  return { ready: program.startSeconds, first, overhead: first - warm.seconds };
};

const starts = async (paths: Paths, rounds: number, workers: number) => {
  const all: Start[] = [];
  for (let i = 0; i < rounds; i++) all.push(await start(paths, workers));
  const summary = (of: keyof Start): Summary => summarize(all.map((each) => each[of]));
  return { ready: summary('ready'), first: summary('first'), overhead: summary('overhead') };
};

/** What it takes to get going, in fresh processes. */
export const coldStart = async (
  paths: Paths,
  rounds: number,
  print: (text: string) => void,
): Promise<readonly Finding[]> => {
  const one = await starts(paths, rounds, 1);
  const two = await starts(paths, rounds, 2);
  print(
    table(
      'Cold start: seconds from the start of the process',
      ['', 'until ready', 'until the first iteration is done', 'the same less a warm iteration'],
      [
        ['1 worker', spread(one.ready), spread(one.first), spread(one.overhead)],
        ['2 workers', spread(two.ready), spread(two.first), spread(two.overhead)],
      ],
    ),
  );
  return [
    { name: 'cold start to first iteration, 1 worker, s', found: one.first, wanted: { atMost: 1 } },
    { name: 'cold start to first iteration, 2 workers, s', found: two.first, wanted: { atMost: 1 } },
  ];
};
