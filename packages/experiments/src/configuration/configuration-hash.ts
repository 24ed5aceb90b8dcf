import { canonicalJson, sha256 } from '../files/hash';
import type { Config } from './config';
import { identityOf } from './debiasing-shorthand';

/**
 * A configuration with its estimator as what it is rather than as what it is called, and modules without their places: the
 * same for configurations that give the same bits.
 */
const identified = ({ algorithm: { estimator, ...algorithm }, with: modules, ...config }: Config) => ({
  ...config,
  algorithm: { ...algorithm, ...identityOf(estimator) },
  ...(modules && { with: modules.map(({ sha256: content }) => content) }),
});

/** Identifies what a state belongs to: a hash of all of the configuration but the number of iterations. */
export const configurationHash = (config: Config): string =>
  sha256(canonicalJson({ ...identified(config), iterations: undefined }));
