import * as fc from 'fast-check';
import { fromOptimizerSpec, type OptimizerSpec } from './optimizer-spec';
import { optimizerRows } from './optimizer-rows';

const specs: readonly OptimizerSpec[] = [
  { kind: 'sgd', learningRate: 0.5, maxNorm: 1 },
  { kind: 'momentum', learningRate: 0.5, decay: 0.9 },
  { kind: 'adam', learningRate: 0.5, schedule: { kind: 'linear', final: 0, steps: 3 } },
];

it.each(specs.map((spec) => [spec.kind, spec] as const))(
  'builds %s as fromOptimizerSpec does',
  (kind, spec) => {
    const row = optimizerRows[kind];
    expect(row.spec.is(spec)).toBe(true);
    const [ours, expected] = [row.build(spec), fromOptimizerSpec(spec)];
    fc.assert(
      fc.property(fc.tuple(fc.integer(), fc.integer()), (gradient) => {
        const state = expected.init([0, 0]);
        expect(ours.init([0, 0])).toEqual(state);
        expect(ours.update(gradient, state, [0, 0])).toEqual(expected.update(gradient, state, [0, 0]));
      }),
    );
  },
);

it.each([
  { kind: 'linear', final: 0, steps: 3 },
  { kind: 'cosine-decay', final: 0, steps: 3 },
  { kind: 'exponential-decay', rate: 0.5, steps: 3 },
])('a schedule is what %j says, and has all its fields', (schedule) => {
  const { spec } = optimizerRows.sgd;
  const withSchedule = (given: unknown) => ({ kind: 'sgd', learningRate: 0.5, schedule: given });
  expect(spec.is(withSchedule(schedule))).toBe(true);
  for (const field of Object.keys(schedule))
    expect(spec.is(withSchedule({ ...schedule, [field]: undefined }))).toBe(false);
});

it('names what is wrong with the spec of another row', () => {
  expect(() => optimizerRows.sgd.build({ kind: 'adam' })).toThrow(
    /^optimizer: kind: expected "sgd", found "adam"; learningRate: expected positive number, found nothing$/,
  );
});
