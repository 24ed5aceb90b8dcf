import { navigation2d, navigation2dDefault, type PointTask } from '@sgmrl/environments';
import { guardedPicture } from './guarded-picture';

const tasks = navigation2d(navigation2dDefault);
const task: PointTask = { goal: [0.4, 0.25] };
const rod = { from: [0, 0], to: [1, 1], radius: 0.1 };

/** Frames at steps 0, 1, … of what stands in the place of a picture's frame. */
const drawn = (frame: unknown, steps = 1) => {
  const picture = guardedPicture('mine', tasks, Object.assign({ frame: () => () => [] }, { frame }));
  const draw = picture.frame(task);
  return Array.from({ length: steps }, (_, step) => draw({ inner: undefined, step }));
};

const where = 'environment mine: picture.frame of task {"goal":[0.4,0.25]}';
const rods = 'list of rods { from: [x, z], to: [x, z], radius }, at least one';

it('draws the state inside', () => {
  const picture = guardedPicture<PointTask, number>('mine', tasks, {
    frame:
      ({ goal }) =>
      (state) => [{ from: goal, to: [state, 0], radius: 1 }],
    nameOf: ({ goal }) => `to ${goal.join()}`,
    secondsPerStep: 0.5,
  });
  expect(picture.frame(task)({ inner: 7, step: 3 })).toEqual([{ from: task.goal, to: [7, 0], radius: 1 }]);
  expect([picture.nameOf?.(task), picture.secondsPerStep]).toEqual(['to 0.4,0.25', 0.5]);
});

const thrown = () => {
  throw new Error('no pen');
};

it.each<[string, unknown, string]>([
  ['throws', thrown, `${where}: Error: no pen`],
  ['gives no function', () => undefined, `${where}: expected a function of the state, found nothing`],
  ['throws at a state', () => thrown, `${where}, at step 0: Error: no pen`],
  ['gives nothing', () => () => undefined, `${where}, at step 0: expected ${rods}, found nothing`],
  ['gives no rod', () => () => [], `${where}, at step 0: expected ${rods}, found []`],
  [
    'gives a promise',
    () => () => Promise.resolve([rod]),
    `${where}, at step 0: expected ${rods}, found a promise: it must not be async`,
  ],
  [
    'gives NaN',
    () => () => [rod, { ...rod, from: [NaN, 0] }],
    `${where}, at step 0: 1.from.0: expected number from -1e9 to 1e9, found NaN`,
  ],
  [
    'gives half a place',
    () => () => [{ ...rod, to: [0] }],
    `${where}, at step 0: 0.to.1: expected number from -1e9 to 1e9, found nothing`,
  ],
  [
    'draws farther than can be drawn',
    () => () => [{ ...rod, to: [0, 1e300] }],
    `${where}, at step 0: 0.to.1: expected number from -1e9 to 1e9, found 1e+300`,
  ],
  [
    'gives a rod without thickness',
    () => () => [{ ...rod, radius: 0 }],
    `${where}, at step 0: 0.radius: expected number above 0, up to 1e9, found 0`,
  ],
])('tells of a frame that %s', (_, frame, message) => {
  expect(() => drawn(frame)).toThrow(expect.objectContaining({ message, cause: expect.anything() }));
});

it.each([
  ['rods', [rod, rod], '[0.1], as in the frame before, found [0.1, 0.1]'],
  ['radii', [{ ...rod, radius: 0.2 }], '[0.1], as in the frame before, found [0.2]'],
])('tells of a frame that has other %s than the one before', (_, other, message) => {
  const changing = () => {
    let count = 0;
    return () => (count++ < 2 ? [rod] : other);
  };
  expect(drawn(changing, 2)).toEqual([[rod], [rod]]);
  expect(() => drawn(changing, 3)).toThrow(`${where}, at step 2: expected rods of the radii ${message}`);
});

it.each([
  [() => undefined, 'expected a string, found nothing'],
  [thrown, 'Error: no pen'],
])('tells of a name that is none: %s', (nameOf, message) => {
  const picture = guardedPicture(
    'mine',
    tasks,
    Object.assign({ frame: () => () => [], nameOf: () => '' }, { nameOf }),
  );
  expect(() => picture.nameOf?.(task)).toThrow(
    `environment mine: picture.nameOf of task {"goal":[0.4,0.25]}: ${message}`,
  );
});
