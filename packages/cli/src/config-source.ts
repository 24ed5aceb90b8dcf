import { basename, extname } from 'node:path';
import type { ConfigSource } from '@sgmrl/experiments';

/** The flags that name a configuration. */
export interface SourceFlags {
  readonly preset?: string;
  readonly config?: string;
}

/** Where the configuration comes from if no flag says so. */
export const defaultSource: ConfigSource = { kind: 'preset', name: 'navigation-2d-quick' };

/** Where the flags say that the configuration comes from. */
export const sourceOf = ({ preset, config }: SourceFlags): ConfigSource | undefined => {
  if (preset !== undefined) return { kind: 'preset', name: preset };
  return config === undefined ? undefined : { kind: 'file', path: config };
};

/** What folders are called after. */
export const nameOf = (source: ConfigSource): string =>
  source.kind === 'preset' ? source.name : basename(source.path, extname(source.path));
