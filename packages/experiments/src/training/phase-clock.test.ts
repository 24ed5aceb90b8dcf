import { phaseClock } from './phase-clock';

describe('phaseClock', () => {
  it('tells the phases apart, one iteration after the other', async () => {
    let time = 1000;
    const pass = (milliseconds: number) => {
      time += milliseconds;
    };
    const clock = phaseClock(() => time);
    const map = clock.around((jobs: readonly number[]) => {
      pass(500);
      return Promise.resolve(jobs.map((x) => x + 1));
    });
    pass(2);
    expect(await map([1, 2])).toEqual([2, 3]);
    pass(0.25);
    expect(clock.read()).toEqual({ plan: 0.002, run: 0.5, finish: 0.00025 });
    pass(100);
    clock.begin();
    pass(1);
    await map([]);
    expect(clock.read()).toEqual({ plan: 0.001, run: 0.5, finish: 0 });
    clock.begin();
    pass(3);
    await map([1]);
    pass(20);
    await map([2]);
    pass(4);
    expect(clock.read()).toEqual({ plan: 0.003, run: 1.02, finish: 0.004 });
  });
});
