import type { Config } from './config';

/** A configuration to start from, and what it is for. */
export interface Preset {
  /** Complete and valid. */
  readonly config: Config;
  /** In a sentence. */
  readonly about: string;
}
