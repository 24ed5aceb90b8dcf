import { comparedGroup, comparedRun } from '../testing/compared';
import { adaptationCurve, learningCurve } from './curve';

const group = comparedGroup('none', 1, [
  comparedRun(
    1,
    [1, 2, 3],
    [
      [0, 2],
      [5, 7],
    ],
  ),
  comparedRun(
    2,
    [3, 6],
    [
      [2, 4],
      [5, 5],
      [9, 9],
    ],
    30,
  ),
  comparedRun(3, [5, 10], undefined, 20),
]);
/** Student's 95 % quantiles for one and two degrees of freedom. */
const [t1, t2] = [12.7062047, 4.30265273];

describe('learningCurve', () => {
  it('is the mean over the seeds that have come so far, with its interval', () => {
    const curve = learningCurve(group, 'before', 'iteration');
    expect(curve.map(({ x, mean, seeds }) => [x, mean, seeds])).toEqual([
      [1, 3, 3],
      [2, 6, 3],
      [3, 3, 1],
    ]);
    // Deviations −2, 0, 2: s/√n = 2/√3.
    expect(curve[0].high).toBeCloseTo(3 + (t2 * 2) / Math.sqrt(3), 6);
    expect([curve[2].low, curve[2].high]).toEqual([null, null]);
  });

  it('shows what is after adaptation, against environment steps, which grow also where seeds end', () => {
    const curve = learningCurve(group, 'after', 'timesteps');
    expect(curve.map(({ x, mean }) => [x, mean])).toEqual([
      [20, 4],
      [40, 7],
      [50, 4],
    ]);
  });

  it('is empty without iterations', () => {
    expect(
      learningCurve(comparedGroup('random', 0, [comparedRun(1, [], [[1, 1]])]), 'before', 'iteration'),
    ).toEqual([]);
  });
});

describe('adaptationCurve', () => {
  it('counts each seed by its mean over tasks, as far as all have gone', () => {
    const curve = adaptationCurve(group);
    expect(curve.map(({ x, mean, seeds }) => [x, mean, seeds])).toEqual([
      [0, 2, 2],
      [1, 5.5, 2],
    ]);
    // Means 1 and 3: s/√n = √2/√2.
    expect(curve[0].low).toBeCloseTo(2 - t1, 6);
  });

  it('is empty where nothing was evaluated', () => {
    expect(adaptationCurve(comparedGroup('none', 1, [comparedRun(1, [1], undefined)]))).toEqual([]);
  });
});
