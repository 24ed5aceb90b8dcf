import type { Config } from './config';
import { identityOf } from '../terms/debiasing-shorthand';
import { differences } from './differences';
import { canonicalJson } from '../files/canonical-json';
import { placeless } from './placeless';

const sameEstimator = ({ algorithm: one }: Config, { algorithm: other }: Config): boolean =>
  canonicalJson(identityOf(one.estimator)) === canonicalJson(identityOf(other.estimator));

/**
 * Where two configurations differ; two ways to write one estimator are no difference, nor are two
 * places of one module, or of one checkpoint.
 */
export const configDifferences = (one: Config, other: Config): readonly string[] =>
  differences(
    placeless(one),
    placeless(
      sameEstimator(one, other)
        ? { ...other, algorithm: { ...other.algorithm, estimator: one.algorithm.estimator } }
        : other,
    ),
  );
