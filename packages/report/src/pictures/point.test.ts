import type { PointState } from '@sgmrl/environments';
import { pointPictures } from './point';

const walkAlong = (...positions: readonly (readonly [number, number])[]) => ({
  states: positions.map((position, step): PointState => ({ step, position })),
  rewards: positions.slice(1).map(() => 0),
});

it('tells how far from the goal each walk ends', () => {
  const shown = {
    task: { goal: [0.3, -0.4] as const },
    // From the origin, 0.5 away; the second walk ends 0.3 above the goal, the third 0.2 to its
    // left.
    walks: [walkAlong([0, 0]), walkAlong([0, 0], [0.3, -0.1]), walkAlong([0, 0], [0.3, 0], [0.1, -0.4])],
  };
  const subject = { id: 'seed-1', title: 'Walks', subtitle: 'seed 1', style: 0 };
  const [{ figure }] = pointPictures({ positionHalfWidth: 0.5 }, subject)([shown]);
  expect(figure.description).toContain('goal (0.30, −0.40): 0.50, 0.30, 0.20.');
});
