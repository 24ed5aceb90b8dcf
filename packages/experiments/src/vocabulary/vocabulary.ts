import type { About, Leaf, Names, Term } from '@sgmrl/estimators';
import type { AnyPolicyRow } from './policy-spec';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import type { Preset } from '../configuration/preset';
import type { Environments } from './environment-spec';
import type { Optimizers } from './optimizer-spec';
import type { OuterUpdates } from './outer-update-spec';
import type { WeightsRows } from './weights-spec';

/** A term with a name, and what it is for. */
export interface NamedTerm {
  /** What the name stands for. */
  readonly term: Term;
  /** What it means and where it comes from. */
  readonly about: About;
}

/** Something that the strings in a term stand for. */
export type TermRow = Leaf | NamedTerm;

/**
 * Everything that a configuration can name, by name. Functions that decode a configuration or build
 * from one take it.
 */
export interface Vocabulary {
  /** By the `kind` of their specs, as are policies, weights, outer updates and optimizers. */
  readonly environments: Environments;
  /** How to build π for the spaces of an environment. */
  readonly policies: Readonly<Record<string, AnyPolicyRow>>;
  /** What the strings in a term stand for, beside `curvature`. */
  readonly terms: Readonly<Record<string, TermRow>>;
  /** How to fit the weights w_h of policy gradients. */
  readonly weights: WeightsRows;
  /** What may stand in the place of plain ascent. */
  readonly outerUpdates: OuterUpdates;
  /** What may make the step of a gradient, alone or in a chain. */
  readonly optimizers: Optimizers;
  /** Whole configurations to start from. */
  readonly presets: Readonly<Record<string, Preset>>;
}

const isNamed = (row: TermRow): row is NamedTerm => 'term' in row;

const isLeaf = (row: TermRow): row is Leaf => !isNamed(row);

/**
 * What the strings in a term stand for.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { builtIn, namesIn } from '@sgmrl/experiments';
 * strictEqual(namesIn(builtIn).terms['maml'], 'curvature');
 * ```
 */
export const namesIn = ({ terms }: Pick<Vocabulary, 'terms'>): Names => ({
  leaves: RR.filter(isLeaf)(terms),
  terms: RR.map(({ term }: NamedTerm) => term)(RR.filter(isNamed)(terms)),
});
