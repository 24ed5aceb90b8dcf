import { checkFields, describeInvalidField, type Part } from '@sgmrl/codecs';
import {
  checkBothSpaces,
  checkDifferentials,
  type Policy,
  type PolicySpace,
  type PolicySpaces,
} from '@sgmrl/policies';
import * as E from 'fp-ts/lib/Either.js';
import type { WasmBackendReady } from './backend';

/** A policy that cannot act in the given spaces. */
export interface PolicyMismatch {
  readonly _tag: 'PolicyMismatch';
  /** Which kinds of spaces were expected and which found, or what the policy's row says. */
  readonly message: string;
}

/** Plain data told apart by `kind`, the name of the row that it belongs to. */
interface Kinded {
  /** The name of the row. */
  readonly kind: string;
}

/** In which kinds of spaces a policy observes and acts: in any, unless given. */
export interface Acts {
  /** The kind of `observationSpace`. */
  readonly observations?: PolicySpace['kind'];
  /** The kind of `actionSpace`. */
  readonly actions?: PolicySpace['kind'];
}

/**
 * Whether spaces are of the kinds that a policy needs.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fitsSpaces } from '@sgmrl/policies-tfjs';
 * const box = { kind: 'box', low: [0] } as const;
 * const spaces = { observationSpace: box, actionSpace: { kind: 'discrete', size: 2 } } as const;
 * const fit = [{ actions: 'discrete' }, { actions: 'box' }, {}] as const;
 * deepStrictEqual(fit.map((acts) => fitsSpaces(acts, spaces)), [true, false, true]);
 * ```
 */
export const fitsSpaces = (
  { observations, actions }: Acts,
  { observationSpace, actionSpace }: PolicySpaces,
): boolean =>
  (observations ?? observationSpace.kind) === observationSpace.kind &&
  (actions ?? actionSpace.kind) === actionSpace.kind;

/** Everything that is to be known of a policy. */
export interface PolicyDescription<Spec extends Kinded> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** Settings to begin with. */
  readonly default: Spec;
  /** What it is, in a sentence. */
  readonly about: string;
  /** Any spaces unless given: then `build` says which do not fit. */
  readonly acts?: Acts;
  /** The policy for an environment's spaces; Left if it cannot act there. */
  readonly build: (
    backend: WasmBackendReady,
    spec: Spec,
    spaces: PolicySpaces,
  ) => E.Either<Pick<PolicyMismatch, 'message'>, Policy>;
  /**
   * Widths of the hidden layers of a network, by which its size is known before it is built. It
   * sees an index as a unit vector.
   */
  readonly layers?: (spec: Spec) => readonly number[];
}

/** A policy as one row of a vocabulary. */
export interface PolicyRow<Spec extends Kinded = Kinded> extends Pick<
  PolicyDescription<Spec>,
  'spec' | 'default' | 'about'
> {
  /** In any spaces, if undefined. */
  readonly acts: Acts | undefined;
  /** A RangeError if the spec is one of another row. */
  readonly build: (
    backend: WasmBackendReady,
    spec: Kinded,
    spaces: PolicySpaces,
  ) => E.Either<PolicyMismatch, Policy>;
  /** None where the policy is no network, or does not tell. */
  readonly layers: (spec: Kinded) => readonly number[] | undefined;
}

const both = (...needs: readonly (string | false)[]): string => needs.filter(Boolean).join(' and ');

/** That a policy does not fit the spaces, in words. */
export const mismatch = (
  kind: string,
  { observationSpace, actionSpace }: PolicySpaces,
  { observations, actions }: Acts,
): E.Either<PolicyMismatch, never> => {
  const expected = both(
    observations !== undefined && `${observations} observations`,
    actions !== undefined && `${actions} actions`,
  );
  const found = both(
    observations !== undefined && `${observationSpace.kind} observations`,
    actions !== undefined && `${actionSpace.kind} actions`,
  );
  return E.left({
    _tag: 'PolicyMismatch',
    message: `policy ${kind}: expected ${expected}, found ${found}`,
  });
};

/**
 * Throws a RangeError unless it is an Either, and a policy if it is Right: programs without types
 * may give another.
 */
const checkBuilt = (built: E.Either<unknown, Policy>): void => {
  const found: unknown = built;
  const tag: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, '_tag') : undefined;
  if (tag !== 'Left' && tag !== 'Right')
    throw new RangeError(
      `build: ${describeInvalidField({ path: '', expected: 'E.right(policy) or E.left({ message })', found })}`,
    );
  if (E.isLeft(built)) return;
  checkFields('build: policy', built.right, {
    dimension: 'a number',
    initialize: 'a function',
    sample: 'a function',
    logProbability: 'a function',
  });
  checkBothSpaces('build: policy', built.right);
  checkDifferentials(built.right);
};

/**
 * A policy of one's own as a row. Its `build` throws a RangeError where yours gives something else
 * than an Either of a policy.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { record } from '@sgmrl/codecs';
 * import * as E from 'fp-ts/lib/Either.js';
 * import * as t from 'io-ts';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { initializeBackend, policyRow } from '@sgmrl/policies-tfjs';
 * const row = policyRow({
 *   spec: record('coin', { kind: t.literal('coin') }),
 *   default: { kind: 'coin' },
 *   about: 'one table for all states',
 *   acts: { observations: 'discrete', actions: 'discrete' },
 *   build: () => E.right(tabularSoftmax(1, 2)),
 * });
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const space = { kind: 'box', low: [0] } as const;
 * const built = row.build(backend.right, { kind: 'coin' }, { observationSpace: space, actionSpace: space });
 * strictEqual(
 *   built._tag === 'Left' && built.left.message,
 *   'policy coin: expected discrete observations and discrete actions, found box observations and box actions',
 * );
 * ```
 */
export const policyRow = <Spec extends Kinded>({
  spec: codec,
  default: start,
  about,
  acts,
  build,
  layers,
}: PolicyDescription<Spec>): PolicyRow<Spec> => {
  const own = (spec: Kinded): Spec => {
    if (codec.is(spec)) return spec;
    throw new RangeError(`expected a spec of ${start.kind}, found ${JSON.stringify(spec)}`);
  };
  return {
    spec: codec,
    default: start,
    about,
    acts,
    build: (backend, spec, spaces) => {
      if (acts !== undefined && !fitsSpaces(acts, spaces)) return mismatch(start.kind, spaces, acts);
      const built = build(backend, own(spec), spaces);
      checkBuilt(built);
      return E.Bifunctor.mapLeft(built, ({ message }): PolicyMismatch => ({
        _tag: 'PolicyMismatch',
        message,
      }));
    },
    layers: (spec) => layers?.(own(spec)),
  };
};
