import { key } from '@sgmrl/prng';
import { faultKinds, randomFaults } from './fault';

it('gives every kind in each round, and the same for the same key', () => {
  const faults = randomFaults(key(1), 3 * faultKinds.length);
  for (const round of [0, 1, 2])
    expect(
      faults.slice(round * faultKinds.length, (round + 1) * faultKinds.length).map(({ kind }) => kind),
    ).toEqual(expect.arrayContaining([...faultKinds]));
  expect(randomFaults(key(1), 5)).toEqual(faults.slice(0, 5));
  expect(randomFaults(key(2), 27)).not.toEqual(faults);
  for (const { iteration, after, lasts } of faults) {
    expect([iteration >= 1, iteration <= 10, Number.isInteger(iteration)]).toEqual([true, true, true]);
    expect([after >= 0, after < 0.05, lasts >= 0, lasts < 4]).toEqual([true, true, true, true]);
  }
});
