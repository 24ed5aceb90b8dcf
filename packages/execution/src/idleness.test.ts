import { idleness } from './idleness';

describe('idleness', () => {
  const simulated = () => {
    let [wall, processor] = [100, 7];
    return {
      clocks: { wall: () => wall, processor: () => processor },
      pass: (seconds: number, used: number) => {
        wall += seconds;
        processor += used;
      },
    };
  };

  it('adds up what passes without work, and begins anew with work', () => {
    const { clocks, pass } = simulated();
    const { look } = idleness(2, clocks);
    const seen = [
      [1, 0],
      [1, 0.01],
      [1, 0.9],
      [1, 0],
      [1, 0.04],
    ].map(([seconds, used]) => {
      pass(seconds, used);
      return look();
    });
    expect(seen).toEqual([1, 2, 0, 1, 2]);
  });

  it('does not count the sleep of the machine', () => {
    const { clocks, pass } = simulated();
    const { look } = idleness(2, clocks);
    pass(36_000, 0);
    expect(look()).toBe(2);
  });

  it('sees this process work', () => {
    const { look } = idleness(2);
    const end = performance.now() + 50;
    while (performance.now() < end);
    expect(look()).toBe(0);
  });
});
