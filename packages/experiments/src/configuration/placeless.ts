import type { Config } from './config';

/**
 * A configuration with files as what they hold, wherever they are, and with strict arithmetic not
 * named.
 */
export const placeless = ({ with: modules, from, arithmetic, ...config }: Config) => ({
  ...config,
  ...(arithmetic === 'fused' && { arithmetic }),
  ...(modules && { with: modules.map(({ sha256 }) => sha256) }),
  ...(from && { from: from.sha256 }),
});
