import { key, uniform } from '@sgmrl/prng';
import { simulate } from './clock';
import { station } from './station';

/** How long each waits who comes at these times. */
const waits = (arrivals: readonly number[], service: number): readonly number[] => {
  const waited: number[] = [];
  simulate((clock) => {
    const { serve } = station(clock);
    for (const time of arrivals)
      clock.at(time, () => {
        serve(service, () => waited.push(clock.now() - service - time));
      });
  });
  return waited;
};

it('serves one after the other', () => {
  expect(waits([0, 1, 1, 10], 3)).toEqual([0, 2, 5, 0]);
  const { made } = simulate((clock) => {
    const one = station(clock);
    for (const seconds of [2, 3]) one.serve(seconds, () => undefined);
    return one;
  });
  expect(made.busy()).toBe(5);
});

/** Times between Poisson arrivals at a rate. */
const poisson = (count: number, rate: number): readonly number[] => {
  let time = 0;
  return uniform(key(1), count).reduce<number[]>((times, u) => {
    time -= Math.log1p(-u) / rate;
    times.push(time);
    return times;
  }, []);
};

// M/D/1: Poisson arrivals, one server, service of one second. The mean wait by Pollaczek and
// Khinchine is ρ / (2 (1 − ρ)). Waits of neighbours are dependent: blocks of them give the interval.
it.each([0.3, 0.5, 0.8])('waits as long as M/D/1 says, at a load of %d', (load) => {
  const [blocks, length] = [50, 4000];
  const waited = waits(poisson(blocks * length, load), 1);
  const means = Array.from({ length: blocks }, (_, i) => {
    const block = waited.slice(i * length, (i + 1) * length);
    return block.reduce((a, b) => a + b, 0) / length;
  });
  const mean = means.reduce((a, b) => a + b, 0) / blocks;
  const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (blocks - 1);
  const expected = load / (2 * (1 - load));
  // Four standard errors: a right program is outside once in ten thousand seeds.
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(variance / blocks));
  expect(Math.sqrt(variance / blocks)).toBeLessThan(0.05 * expected);
});
