import type { Config } from './config';

/** A configuration with files as what they hold, wherever they are. */
export const placeless = ({ with: modules, from, ...config }: Config) => ({
  ...config,
  ...(modules && { with: modules.map(({ sha256 }) => sha256) }),
  ...(from && { from: from.sha256 }),
});
