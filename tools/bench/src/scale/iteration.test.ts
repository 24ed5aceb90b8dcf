import { iterationOf, type Costs, type Fleet } from './iteration';

const free: Costs = {
  coordinator: { job: 0, byte: 0 },
  broker: { job: 0, byte: 0 },
  worker: 0,
  link: { byte: 0, latency: 0 },
};

const fleet: Fleet = { workers: 1, jobs: 12, seconds: 3, bytes: 8 };

/** Out, for θ, and back. */
const latencies = 3;

it('takes as long as all jobs in a row with one worker', () => {
  const costs = { ...free, worker: 0.25, link: { byte: 0, latency: 0.5 } };
  const { seconds, efficiency } = iterationOf(costs, fleet);
  expect(seconds).toBe(latencies * 0.5 + 12 * 3.25);
  expect(efficiency).toBeCloseTo(36 / seconds, 12);
});

it('takes as long as one job where there are as many workers, or more', () => {
  const costs = { ...free, worker: 0.25, link: { byte: 0, latency: 0.5 } };
  for (const workers of [12, 100])
    expect(iterationOf(costs, { ...fleet, workers }).seconds).toBe(latencies * 0.5 + 3.25);
});

it('takes as many rounds as jobs fill the workers', () => {
  for (const [workers, rounds] of [
    [2, 6],
    [5, 3],
    [11, 2],
  ])
    expect(iterationOf(free, { ...fleet, workers })).toMatchObject({
      seconds: 3 * rounds,
      efficiency: 12 / (workers * rounds),
    });
});

it('is as slow as the coordinator, or the broker, where jobs are short', () => {
  const short = { ...fleet, workers: 100, seconds: 0 };
  const coordinator = { job: 0.5, byte: 0 };
  const { seconds, busy } = iterationOf({ ...free, coordinator }, short);
  expect([seconds, busy]).toEqual([
    12 * 0.5,
    { coordinator: 1, broker: 0, 'coordinator link': 0, 'broker link': 0 },
  ]);
  expect(iterationOf({ ...free, broker: { job: 2, byte: 0 } }, short)).toMatchObject({
    seconds: 24,
    busy: { broker: 1 },
  });
});

it('is as slow as the link where results are long', () => {
  // θ to the broker, to the worker, results one after the other, the last over the second link.
  const { seconds, busy } = iterationOf({ ...free, link: { byte: 1, latency: 0 } }, { ...fleet, seconds: 0 });
  expect(seconds).toBe((1 + 1 + 12 + 1) * 8);
  expect(busy['broker link'] * seconds).toBeCloseTo(13 * 8, 9);
  expect(busy['coordinator link'] * seconds).toBeCloseTo(13 * 8, 9);
});

it('gets θ once for a leaf', () => {
  const costs = { ...free, link: { byte: 1, latency: 0 } };
  const bytesOf = (perLeaf?: number) => {
    const { seconds, busy } = iterationOf(costs, { ...fleet, workers: 12, perLeaf });
    return busy['broker link'] * seconds;
  };
  // Results take 12 parts, and θ as many as there are workers, or leaves.
  expect([bytesOf(), bytesOf(4), bytesOf(5), bytesOf(12)].map((bytes) => Math.round(bytes / 8))).toEqual([
    24, 15, 15, 13,
  ]);
});

it('sums at each level of a tree as long as one reducer sums, all of them at once', () => {
  const costs = { ...free, coordinator: { job: 0, byte: 1 } };
  const long = { ...fleet, workers: 27, jobs: 27, seconds: 0 };
  // θ once; then 27 results here, or 3 at each of two levels and 3 here.
  expect(iterationOf(costs, long).seconds).toBe((1 + 27) * 8);
  expect(iterationOf(costs, { ...long, fanIn: 3 }).seconds).toBe((1 + 3 + 3 + 3) * 8);
  // Of ten, the last goes up alone, and is summed here long before the nine others come.
  expect(iterationOf(costs, { ...long, jobs: 10, fanIn: 3 }).seconds).toBe((1 + 3 + 3 + 1) * 8);
});

it('uses no tree where one reducer would do', () => {
  const costs = { ...free, coordinator: { job: 0, byte: 1 } };
  expect(iterationOf(costs, { ...fleet, seconds: 0, fanIn: 12 })).toEqual(
    iterationOf(costs, { ...fleet, seconds: 0 }),
  );
});
