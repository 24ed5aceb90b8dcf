import type { PolicySpace } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { activations } from './mlp';
import { PolicySpec, fromPolicySpec } from './policy-spec';
import { startBackend } from './testing/backend';

const hidden = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 });
const activation = fc.constantFrom(...activations);

const arbitrarySpec: fc.Arbitrary<PolicySpec> = fc.oneof(
  fc.record({
    kind: fc.constant('tabular-softmax' as const),
    initialScale: fc.double({ min: 0, max: 100, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('categorical-mlp' as const), hidden, activation }),
  fc.record({
    kind: fc.constant('gaussian-mlp' as const),
    hidden,
    activation,
    initialLogStd: fc.double({ min: -10, max: 10, noNaN: true }),
  }),
);

const box = (size: number): PolicySpace => ({ kind: 'box', low: Array<number>(size).fill(-1) });
const discrete = (size: number): PolicySpace => ({ kind: 'discrete', size });

interface Wanted {
  readonly observations?: PolicySpace['kind'];
  readonly actions: PolicySpace['kind'];
}

const wanted: Readonly<Record<PolicySpec['kind'], Wanted>> = {
  'tabular-softmax': { observations: 'discrete', actions: 'discrete' },
  'categorical-mlp': { actions: 'discrete' },
  'gaussian-mlp': { actions: 'box' },
};

describe('PolicySpec', () => {
  it('survives the way through JSON', () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        // JSON knows no negative zero.
        const plain = JSON.parse(JSON.stringify(PolicySpec.encode(spec)));
        expect(PolicySpec.decode(plain)).toEqual(E.right(plain));
      }),
    );
  });

  it.each([
    [{ kind: 'tabular-softmax', initialScale: -1 }],
    [{ kind: 'categorical-mlp', hidden: [0], activation: 'tanh' }],
    [{ kind: 'categorical-mlp', hidden: [5000], activation: 'tanh' }],
    [{ kind: 'categorical-mlp', hidden: Array(17).fill(2), activation: 'tanh' }],
    [{ kind: 'categorical-mlp', hidden: [], activation: 'sigmoid' }],
    [{ kind: 'gaussian-mlp', hidden: [], activation: 'relu' }],
    [{ kind: 'gaussian-mlp', hidden: [], activation: 'relu', initialLogStd: Infinity }],
    [{ kind: 'gaussian-mlp', hidden: [], activation: 'relu', initialLogStd: 0, std: 1 }],
    [{ kind: 'linear' }],
    [null],
  ])('rejects %j', (value) => {
    expect(E.isLeft(PolicySpec.decode(value))).toBe(true);
  });
});

describe('fromPolicySpec', () => {
  it('makes a policy that acts in the given spaces, and refuses all other spaces', async () => {
    const backend = await startBackend();
    const spaces = fc.record({
      observationSpace: fc.constantFrom(box(2), discrete(4)),
      actionSpace: fc.constantFrom(box(3), discrete(5)),
    });
    fc.assert(
      fc.property(arbitrarySpec, spaces, (spec, { observationSpace, actionSpace }) => {
        const made = fromPolicySpec(backend)(spec, { observationSpace, actionSpace });
        const { observations, actions } = wanted[spec.kind];
        const fits =
          (observations === undefined || observationSpace.kind === observations) &&
          actionSpace.kind === actions;
        expect(E.isRight(made)).toBe(fits);
        if (E.isLeft(made)) {
          expect(made.left.message).toBe(
            observations === undefined
              ? `policy ${spec.kind}: expected ${actions} actions, found ${actionSpace.kind} actions`
              : `policy ${spec.kind}: expected ${observations} observations and ${actions} actions, ` +
                  `found ${observationSpace.kind} observations and ${actionSpace.kind} actions`,
          );
          return;
        }
        const policy = made.right;
        const theta = policy.initialize(key(1));
        expect(theta.length).toBe(policy.dimension);
        const columns = observationSpace.kind === 'box' ? 2 : 1;
        const sampled = policy.sample(theta, { rows: 1, columns, data: Array(columns).fill(0) }, key(2));
        expect([sampled.rows, sampled.columns]).toEqual([1, actionSpace.kind === 'box' ? 3 : 1]);
        if (actionSpace.kind === 'discrete') expect([0, 1, 2, 3, 4]).toContain(sampled.data[0]);
      }),
    );
  });

  it('shows a network the index of a state as a unit vector', async () => {
    const made = fromPolicySpec(await startBackend())(
      { kind: 'categorical-mlp', hidden: [7], activation: 'tanh' },
      { observationSpace: discrete(4), actionSpace: discrete(5) },
    );
    if (E.isLeft(made)) throw new Error(made.left.message);
    expect(made.right.name).toBe('one-hot categorical-mlp(4-7-5, tanh)');
    expect(made.right.observationSpace).toEqual({ kind: 'discrete', size: 4 });
  });

  it('passes on what the spec says', async () => {
    const backend = await startBackend();
    const gaussian = fromPolicySpec(backend)(
      { kind: 'gaussian-mlp', hidden: [7, 3], activation: 'relu', initialLogStd: -1.5 },
      { observationSpace: box(2), actionSpace: box(3) },
    );
    if (E.isLeft(gaussian)) throw new Error(gaussian.left.message);
    expect(gaussian.right.name).toBe('gaussian-mlp(2-7-3-3, relu)');
    const theta = Array.from(gaussian.right.initialize(key(3)));
    expect(theta.slice(-3)).toEqual([-1.5, -1.5, -1.5]);
    const tabular = fromPolicySpec(backend)(
      { kind: 'tabular-softmax', initialScale: 0 },
      { observationSpace: discrete(2), actionSpace: discrete(3) },
    );
    if (E.isLeft(tabular)) throw new Error(tabular.left.message);
    expect(Array.from(tabular.right.initialize(key(3)))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('refuses a kind that there is not', async () => {
  const backend = await startBackend();
  const spec = JSON.parse('{ "kind": "cubic" }');
  const space: PolicySpace = { kind: 'discrete', size: 2 };
  expect(() => fromPolicySpec(backend)(spec, { observationSpace: space, actionSpace: space })).toThrow(
    new RangeError(
      'policy: expected the kind tabular-softmax or categorical-mlp or gaussian-mlp, found {"kind":"cubic"}',
    ),
  );
});
