import { fromWeightsSpec, type WeightsSpec } from './weights-spec';

it('names the weights as configurations do', () => {
  const specs: readonly WeightsSpec[] = [
    { kind: 'reward-to-go' },
    { kind: 'advantage', lambda: 0.5 },
    { kind: 'normalised-advantage', lambda: 0 },
    { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
  ];
  for (const spec of specs) expect(fromWeightsSpec(spec).name).toBe(spec.kind);
});

it('refuses weights that are none, and says which there are', () => {
  expect(() => fromWeightsSpec(JSON.parse('{"kind":"reward-to-come"}') as WeightsSpec)).toThrow(
    new RangeError(
      "weights: expected one of reward-to-go, advantage, normalised-advantage, scaled-advantage, found 'reward-to-come'",
    ),
  );
  for (const lambda of [-0.1, 1.1, NaN, undefined])
    for (const kind of ['advantage', 'normalised-advantage'] as const)
      expect(() => fromWeightsSpec(JSON.parse(JSON.stringify({ kind, lambda })) as WeightsSpec)).toThrow(
        /^weights: expected lambda from 0 to 1, found (-0.1|1.1|null|undefined)$/,
      );
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['lambda: expected no field but kind, found 0.5', { kind: 'reward-to-go', lambda: 0.5 }],
  [
    'baseline: expected no field but kind, lambda, found "linear"',
    { kind: 'advantage', lambda: 0.5, baseline: 'linear' },
  ],
  [
    'scale: expected no field but kind, lambda, found 2',
    { kind: 'normalised-advantage', lambda: 0.5, scale: 2 },
  ],
  [
    'clip: expected no field but kind, lambda, scale, found 2',
    { kind: 'scaled-advantage', lambda: 0.5, scale: 1, clip: 2 },
  ],
])('refuses a field too many: %s', (message, spec) => {
  expect(() => fromWeightsSpec(JSON.parse(JSON.stringify(spec)) as WeightsSpec)).toThrow(
    new RangeError(`weights: ${message}`),
  );
});
