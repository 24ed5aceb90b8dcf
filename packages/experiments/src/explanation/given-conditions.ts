import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import type { Given } from '@sgmrl/estimators';
import type { WeightsSpec } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { weightsCodec } from '../vocabulary/algorithm-codec';

type Sizes = 'trajectories' | 'stepSize' | 'horizon' | 'decay' | 'innerSteps';

interface Quantity {
  readonly field: Sizes;
  readonly names: readonly string[];
  readonly expected: string;
  readonly fits: (x: number) => boolean;
}

const whole = (least: number) => (x: number) => Number.isSafeInteger(x) && x >= least;

const quantities: readonly Quantity[] = [
  { field: 'trajectories', names: ['N'], expected: 'a whole number from 1', fits: whole(1) },
  {
    field: 'stepSize',
    names: ['alpha', 'α'],
    expected: 'a finite number from 0',
    fits: (x) => Number.isFinite(x) && x >= 0,
  },
  { field: 'horizon', names: ['H'], expected: 'a whole number from 1', fits: whole(1) },
  {
    field: 'decay',
    names: ['kappa', 'κ'],
    expected: 'a number from 0 to 1',
    fits: (x) => x >= 0 && x <= 1,
  },
  { field: 'innerSteps', names: ['zeta', 'ζ'], expected: 'a whole number from 0', fits: whole(0) },
];

const allNames = quantities.map(({ names }) => names.join(' or ')).join(', ');

const one = (text: string): E.Either<string, Given> => {
  const [name, value = '', ...more] = text.split('=').map((part) => part.trim());
  const quantity = quantities.find(({ names }) => names.includes(name));
  if (quantity === undefined || value === '' || more.length > 0)
    return E.left(`expected conditions such as N=1,kappa=1 on ${allNames}, found ${JSON.stringify(text)}`);
  const { field, expected, fits } = quantity;
  return fits(Number(value))
    ? E.right({ [field]: Number(value) })
    : E.left(`${name}: expected ${expected}, found ${JSON.stringify(value)}`);
};

/**
 * Conditions as a person writes them, with commas between: N, alpha, H, kappa and zeta, or their
 * Greek letters. Left says what is wrong with them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseGiven } from '@sgmrl/experiments';
 * const given = { trajectories: 1, decay: 0.5 };
 * deepStrictEqual(parseGiven('N=1, κ=0.5'), { _tag: 'Right', right: given });
 * const wrong = parseGiven('H=0');
 * deepStrictEqual(wrong, { _tag: 'Left', left: 'H: expected a whole number from 1, found "0"' });
 * ```
 */
export const parseGiven = (text: string): E.Either<string, Given> =>
  pipe(
    text.split(','),
    E.traverseArray(one),
    E.filterOrElse(
      (all) => new Set(all.flatMap(Object.keys)).size === all.length,
      () => `expected each condition once, found ${JSON.stringify(text)}`,
    ),
    E.map(RA.reduce<Given, Given>({}, (so, more) => ({ ...so, ...more }))),
  );

/** What stands for the weights of which only the kind is given. */
const bare = (kind: string): unknown => {
  switch (kind) {
    case 'reward-to-go':
      return { kind };
    case 'scaled-advantage':
      return { kind, lambda: 1, scale: 'state' };
    default:
      return { kind, lambda: 1 };
  }
};

/**
 * Weights as in a configuration, as JSON or by their kind alone, which stands for λ = 1. Left says
 * what is wrong with them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseWeights } from '@sgmrl/experiments';
 * const weights = { kind: 'advantage', lambda: 1 };
 * deepStrictEqual(parseWeights('advantage'), { _tag: 'Right', right: weights });
 * deepStrictEqual(parseWeights('{"kind":"reward-to-go"}'), { _tag: 'Right',
 *   right: { kind: 'reward-to-go' } });
 * ```
 */
export const parseWeights = (text: string): E.Either<string, WeightsSpec> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(text),
      () => undefined,
    ),
    E.getOrElse((): unknown => bare(text)),
    decodeWith(weightsCodec),
    E.mapLeft((fields) => `weights: ${fields.map(describeInvalidField).join('; ')}`),
  );
