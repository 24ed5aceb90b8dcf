import { spacing } from './spacing';

it('puts few off for the least time, and of many one after the other', () => {
  let now = 0;
  const next = spacing({ least: 100, apart: 20 }, () => now);
  expect([next(), next(), next()]).toEqual([100, 120, 140]);
  now = 30;
  expect(next()).toBe(130);
  now = 1000;
  expect([next(), next()]).toEqual([100, 120]);
});

it('gives whole numbers at any time, as a broker asks', () => {
  let now = 0.1;
  const next = spacing({ least: 100, apart: 20 }, () => (now += Math.SQRT2));
  const found = Array.from({ length: 100 }, next);
  expect(found.filter((after) => !Number.isInteger(after))).toEqual([]);
});

it('leaves nine tenths of the time to others, however many come back again and again', () => {
  const [apart, cost, until] = [20, 2, 60_000];
  let now = 0;
  const next = spacing({ least: 100, apart }, () => now);
  const due = Array.from({ length: 1000 }, () => 0);
  const first = due.length * cost;
  let busy = 0;
  while (now < until) {
    const soonest = Math.min(...due);
    now = Math.max(now, soonest) + cost;
    if (now > first) busy += cost;
    due[due.indexOf(soonest)] = now + next();
  }
  expect(busy / (until - first)).toBeLessThanOrEqual(cost / apart + 0.01);
});
