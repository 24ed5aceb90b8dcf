import { betsOn, evidenceIsPlausible, evidenceOf } from './bets';

it('is the mean of the products over rivals and shares', () => {
  // One draw: Σ_λ (1 − λ + λ r) / 5 with r = 3, and with r = ½ for the other rival.
  const total = 1 + 1 / 8 + 1 / 64 + 1 / 512 + 1 / 4096;
  const expected = (10 + total * (3 - 1) + total * (0.5 - 1)) / 10;
  const bets = [...betsOn('three', [Math.log(3)]), ...betsOn('half', [-Math.log(2)])];
  const found = evidenceOf(bets);
  expect(Math.exp(found.log)).toBeCloseTo(expected, 12);
  expect(found.rival).toBe('three');
});

it('has a mean of 1 where π is right: by enumeration of two draws', () => {
  // π = (¼, ¾), q = (½, ½).
  const ratio = [Math.log(2), Math.log(2 / 3)];
  let mean = 0;
  for (const a of [0, 1])
    for (const b of [0, 1]) {
      const p = [0.25, 0.75][a] * [0.25, 0.75][b];
      mean += p * Math.exp(evidenceOf(betsOn('q', [ratio[a], ratio[b]])).log);
    }
  expect(mean).toBeCloseTo(1, 12);
});

it('lasts where a rival excludes a draw', () => {
  const found = evidenceOf(betsOn('never', [-Infinity, -Infinity]));
  expect(Number.isFinite(found.log)).toBe(true);
  expect(evidenceIsPlausible(found)).toBe(true);
});

it('is plausible up to 10¹⁰', () => {
  expect(evidenceIsPlausible({ rival: '', log: Math.log(0.99e10) })).toBe(true);
  expect(evidenceIsPlausible({ rival: '', log: Math.log(1.01e10) })).toBe(false);
});

it('counts draws that came several times, and none that never came', () => {
  const [often, one] = [betsOn('q', [-0.25, -Infinity], [3, 0]), betsOn('q', [-0.25, -0.25, -0.25])];
  often.forEach(({ log }, i) => {
    expect(log).toBeCloseTo(one[i].log, 12);
  });
});
