import { environmentRows } from '@sgmrl/environments';
import { mujocoRows } from '@sgmrl/environments-mujoco';
import { about, leaves, library, type Term } from '@sgmrl/estimators';
import { outerUpdateRows } from '@sgmrl/meta-learning';
import { optimizerRows } from '@sgmrl/optimizers';
import { policyRows } from '@sgmrl/policies-tfjs';
import { weightsRows } from '@sgmrl/rollouts';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import { presets } from '../configuration/presets';
import { mujocoTasks, readyTasks } from './environment-spec';
import type { NamedTerm, Vocabulary } from './vocabulary';

/**
 * What a configuration can name without any module.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { builtIn } from '@sgmrl/experiments';
 * ok('cart-pole' in builtIn.environments && 'adam' in builtIn.optimizers);
 * ```
 */
export const builtIn: Vocabulary = {
  environments: { ...RR.map(readyTasks)(environmentRows), ...RR.map(mujocoTasks)(mujocoRows) },
  policies: policyRows,
  terms: {
    ...leaves,
    ...RR.mapWithIndex((name: keyof typeof library, term: Term): NamedTerm => ({ term, about: about[name] }))(
      library,
    ),
  },
  weights: weightsRows,
  outerUpdates: outerUpdateRows,
  optimizers: optimizerRows,
  presets,
};
