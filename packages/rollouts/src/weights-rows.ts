import { fraction as lambda, positiveNumber, record } from '@sgmrl/codecs';
import * as t from 'io-ts';
import { weightsRow, type WeightsRow } from './weights-row';
import { fromWeightsSpec, type WeightsSpec } from './weights-spec';

const ofState = t.literal('state');

const scale = new t.Type<number | 'state'>(
  'positive number or "state"',
  (u): u is number | 'state' => ofState.is(u) || positiveNumber.is(u),
  (u, context) => (ofState.is(u) || positiveNumber.is(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
);

/** The specs of the rows, by their kind. */
type Specs = { readonly [K in WeightsSpec['kind']]: Extract<WeightsSpec, { readonly kind: K }> };

/**
 * The weights of this package: adding one adds one row; the key is the `kind` of its spec.
 */
export const weightsRows: { readonly [K in keyof Specs]: WeightsRow<Specs[K]> } = {
  'reward-to-go': weightsRow({
    spec: record('reward-to-go weights', { kind: t.literal('reward-to-go') }),
    default: { kind: 'reward-to-go' },
    about: 'the rewards to come, discounted from the start: unbiased',
    build: fromWeightsSpec,
  }),
  advantage: weightsRow({
    spec: record('advantage weights', { kind: t.literal('advantage'), lambda }),
    default: { kind: 'advantage', lambda: 1 },
    about: 'generalised advantages over a linear feature baseline',
    build: fromWeightsSpec,
  }),
  'normalised-advantage': weightsRow({
    spec: record('normalised-advantage weights', { kind: t.literal('normalised-advantage'), lambda }),
    default: { kind: 'normalised-advantage', lambda: 1 },
    about: 'advantages, shifted and scaled to mean zero and deviation one over the batch',
    build: fromWeightsSpec,
  }),
  'scaled-advantage': weightsRow({
    spec: record('scaled-advantage weights', { kind: t.literal('scaled-advantage'), lambda, scale }),
    default: { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
    about: 'advantages times a scale that does not depend on the batch',
    build: fromWeightsSpec,
  }),
};
