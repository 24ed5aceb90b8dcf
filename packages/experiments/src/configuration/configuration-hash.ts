import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';
import type { Config } from './config';
import { identityOf } from '../terms/debiasing-shorthand';
import { placeless } from './placeless';

/**
 * A configuration with its estimator as what it is rather than as what it is called, and files
 * without their places: the same for configurations that give the same bits.
 */
const identified = (config: Config) => {
  const { estimator, ...algorithm } = config.algorithm;
  return { ...placeless(config), algorithm: { ...algorithm, ...identityOf(estimator) } };
};

/**
 * Identifies what a state belongs to: a hash of all of the configuration but the number of
 * iterations.
 */
export const configurationHash = (config: Config): string =>
  sha256(canonicalJson({ ...identified(config), iterations: undefined }));
