import { leaves } from './leaves';
import { library } from './library';
import type { Names } from './names';

/**
 * The leaves and the library of this package.
 *
 * @example See {@link Leaf}.
 */
export const builtInNames: Names = { leaves, terms: library };
