import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import {
  adam,
  chain,
  clipByGlobalNorm,
  momentum,
  type GradientTransformation,
  optimizerRows,
} from '@sgmrl/optimizers';
import * as E from 'fp-ts/lib/Either.js';
import { optimizerCodec, optimizerOf } from './optimizer-chain';

const gradients = [
  [3, -4],
  [0.5, 2],
  [-6, 8],
];

/** What an optimizer makes of some gradients, one after another. */
const updates = <State>({ init, update }: GradientTransformation<State>) =>
  gradients.reduce<{ state: State; made: number[][] }>(
    ({ state, made }, gradient) => {
      const [one, next] = update(gradient, state, [0, 0]);
      return { state: next, made: [...made, Array.from(one)] };
    },
    { state: init([0, 0]), made: [] },
  );

const spec = {
  kind: 'chain',
  of: [
    { kind: 'sgd', learningRate: 1, maxNorm: 1 },
    { kind: 'momentum', learningRate: 1, decay: 0.5 },
    { kind: 'adam', learningRate: 0.1 },
  ],
} as const;

it('is the chain of its links to the bit, with their moments in a row', () => {
  const ours = updates(optimizerOf(optimizerRows)(spec));
  const theirs = updates(chain(clipByGlobalNorm(1), momentum(1, 0.5), adam(0.1)));
  expect(ours.made).toEqual(theirs.made);
  expect(ours.state.step).toBe(3);
  expect(ours.state.moments).toHaveLength(0 + 1 + 2);
});

it('of one link is that link', () => {
  const [, , link] = spec.of;
  const alone = updates(optimizerOf(optimizerRows)(link));
  expect(updates(optimizerOf(optimizerRows)({ kind: 'chain', of: [link] }))).toEqual(alone);
});

it.each([
  [5, 1, 'init: step: expected 0, as in a chain it counts updates, found 5'],
  [0, 2, 'update: step: expected 1, as in a chain it counts updates, found 2'],
])('refuses a link that begins at step %p and adds %p', (first, more, message) => {
  const odd = {
    ...optimizerRows,
    sgd: {
      ...optimizerRows.sgd,
      build: () => ({
        init: () => ({ step: first, moments: [] }),
        update: (gradient: ArrayLike<number>, { step }: { readonly step: number }) =>
          [gradient, { step: step + more, moments: [] }] as const,
      }),
    },
  };
  const run = () => updates(optimizerOf(odd)({ kind: 'chain', of: [{ kind: 'sgd' }] }));
  expect(run).toThrow(new RangeError(`optimizer sgd: ${message}`));
});

it('is read by its codec, and wrong links are told by their paths', () => {
  const codec = optimizerCodec(optimizerRows);
  expect(decodeWith(codec)(spec)).toEqual(E.right(spec));
  const wrong = decodeWith(codec)({
    kind: 'chain',
    of: [{ kind: 'sgd', learningRate: -1 }, { kind: 'chain' }],
  });
  expect(E.isLeft(wrong) && wrong.left.map(describeInvalidField)).toEqual([
    'of.0.learningRate: expected positive number, found -1',
    'of.1.kind: expected "sgd" | "momentum" | "adam", found "chain"',
  ]);
  expect(decodeWith(codec)({ kind: 'chain', of: [] })).toMatchObject({ left: [{ path: 'of' }] });
});
