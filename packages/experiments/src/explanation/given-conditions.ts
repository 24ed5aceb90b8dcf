import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import type { Given } from '@sgmrl/estimators';
import { checkWeights, type Weighting } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { thrownWhere } from '../errors/thrown';
import { builtIn } from '../vocabulary/built-in';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { weightsCodec, weightsOf } from '../vocabulary/weights-spec';

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

/**
 * Weights as in a configuration, as JSON or by their name alone, which stands for λ = 1 where there
 * is a λ. Left says what is wrong with them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseWeights } from '@sgmrl/experiments';
 * const names = ['advantage', '{"kind":"reward-to-go"}'].map((text) => {
 *   const parsed = parseWeights(text);
 *   return parsed._tag === 'Right' ? parsed.right.name : parsed.left;
 * });
 * deepStrictEqual(names, ['advantage', 'reward-to-go']);
 * ```
 */
export const parseWeights = (
  text: string,
  { weights }: Pick<Vocabulary, 'weights'> = builtIn,
): E.Either<string, Weighting> =>
  pipe(
    E.tryCatch(
      (): unknown => JSON.parse(text),
      () => undefined,
    ),
    E.getOrElse((): unknown => text),
    decodeWith(weightsCodec(weights)),
    E.mapLeft((fields) => `weights: ${fields.map(describeInvalidField).join('; ')}`),
    E.chain((spec) => E.tryCatch(() => weightsOf(weights)(spec), thrownWhere)),
  );

/**
 * {@link parseWeights} where there is no state that could give them a scale.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { parseFixedWeights } from '@sgmrl/experiments';
 * const parsed = parseFixedWeights('scaled-advantage');
 * match(parsed._tag === 'Left' ? parsed.left : '', /expected a scale above 0, found state/);
 * ```
 */
export const parseFixedWeights = (
  text: string,
  vocabulary?: Pick<Vocabulary, 'weights'>,
): E.Either<string, Weighting> =>
  pipe(
    parseWeights(text, vocabulary),
    E.chain((weights) =>
      E.tryCatch(
        () => {
          checkWeights(weights);
          return weights;
        },
        (error) => (error instanceof Error ? error.message : String(error)),
      ),
    ),
  );
