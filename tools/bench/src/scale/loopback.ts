import { testBroker, type TestBroker } from '@sgmrl/broker';
import { connectTo, remoteMap, type RemoteMap } from '@sgmrl/distributed';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { orThrow } from '../or-throw';
import type { Calibration } from './calibration';
import { emptyJob, type LoopbackJob } from './loopback-worker';
import { summarize } from '../statistics';

/** Jobs of a round, and numbers in what is long. */
const jobs = 40;
const many = 400;
const longJobs = 8;
const longNumbers = 1_000_000;
const longBytes = 8 * longNumbers;

/** Of the kernel's clock, a hundred a second on Linux. */
const ticksPerSecond = 100;

/** What the processor has done for a process: Linux says so. */
const processorSeconds = (pid: number): number => {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    .split(') ')[1]
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
};

const ownSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Site {
  readonly broker: TestBroker;
  readonly map: RemoteMap<LoopbackJob, number>['map'];
  readonly close: () => Promise<void>;
}

/** A broker and so many workers, each a process of one thread, and a coordinator in this one. */
const site = async (script: string, workers: number): Promise<Site> => {
  const broker = await testBroker();
  const children = Array.from({ length: workers }, () =>
    spawn(process.execPath, [script, broker.url], { stdio: 'ignore' }),
  );
  const connection = orThrow(await connectTo({ url: broker.url, secure: false }, {}, 'coordinator')());
  const { map, close } = await remoteMap<LoopbackJob, number>({
    connection,
    setup: {},
    describe: () => 'a job of the benchmark',
    decodeResult: (value) =>
      value instanceof Float64Array ? E.right(value.length) : E.left('expected numbers'),
  });
  // Whoever comes first waits for nobody.
  await map(Array.from({ length: 20 * workers }, () => emptyJob));
  return {
    broker,
    map,
    close: async () => {
      await close();
      for (const child of children) child.kill('SIGTERM');
      await connection.close();
      await broker.dispose();
    },
  };
};

interface Cost {
  readonly seconds: number;
  readonly coordinator: number;
  readonly broker: number;
}

const costOf = async ({ broker, map }: Site, count: number, job: LoopbackJob): Promise<Cost> => {
  const pid = broker.pid();
  if (pid === undefined) throw new Error('expected a broker that runs, found none');
  const [began, own, others] = [performance.now(), ownSeconds(), processorSeconds(pid)];
  await map(Array.from({ length: count }, () => job));
  return {
    seconds: (performance.now() - began) / 1000,
    coordinator: ownSeconds() - own,
    broker: processorSeconds(pid) - others,
  };
};

interface Round {
  readonly overhead: number;
  readonly worker: number;
  readonly perJob: Cost;
  readonly perByte: Cost;
}

const scaled = ({ seconds, coordinator, broker }: Cost, by: number): Cost => ({
  seconds: seconds * by,
  coordinator: coordinator * by,
  broker: broker * by,
});

const round = async (one: Site, two: Site): Promise<Round> => {
  const alone = await costOf(one, jobs, emptyJob);
  const both = await costOf(two, jobs, emptyJob);
  const perJob = scaled(await costOf(two, many, emptyJob), 1 / many);
  const perByte = scaled(await costOf(two, longJobs, { numbers: longNumbers }), 1 / (longJobs * longBytes));
  return { overhead: both.seconds / jobs, worker: alone.seconds / jobs, perJob, perByte };
};

/** What jobs cost on the loopback, where they compute nothing. */
export const loopback = async (
  script: string,
  rounds: number,
): Promise<Pick<Calibration, 'coordinator' | 'broker' | 'worker' | 'overhead'>> => {
  const [one, two] = [await site(script, 1), await site(script, 2)];
  try {
    // In the first, programs are still compiled: it does not count.
    await round(one, two);
    const found: Round[] = [];
    for (let i = 0; i < rounds; i++) found.push(await round(one, two));
    const median = (of: (round: Round) => number): number => summarize(found.map(of)).median;
    return {
      coordinator: {
        job: median(({ perJob }) => perJob.coordinator),
        byte: median(({ perByte }) => perByte.coordinator),
      },
      broker: {
        job: median(({ perJob }) => perJob.broker),
        byte: median(({ perByte }) => perByte.broker),
      },
      worker: median(({ worker }) => worker),
      overhead: summarize(found.map(({ overhead }) => overhead)),
    };
  } finally {
    await one.close();
    await two.close();
  }
};
