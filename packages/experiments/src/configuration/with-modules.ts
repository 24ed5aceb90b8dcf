import type { ConfiguredModule } from './config';

/** A configuration, still plain JSON, that names its modules so. */
export const withModules = (value: unknown, modules: readonly ConfiguredModule[]): unknown =>
  modules.length > 0 && typeof value === 'object' && value !== null ? { ...value, with: modules } : value;
