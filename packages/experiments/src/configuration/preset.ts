import type { Config } from './config';

/** A configuration to start from, and what it is for. */
export interface Preset {
  readonly config: Config;
  readonly about: string;
}
