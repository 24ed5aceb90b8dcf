import type { Surrogate } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';
import type { Point, Search } from './search';

/**
 * How an outer iteration gets from θ_k to θ_{k+1}, given the meta-gradient: a search that may put
 * questions to the tasks before it has found its step. `Memory` is what it remembers from one
 * iteration to the next, plain data.
 */
export interface OuterUpdate<Memory> {
  /** The memory before the first iteration. */
  readonly init: (parameters: Vector) => Memory;
  /** The search for θ_{k+1} from θ_k, given the mean meta-gradient of the tasks. */
  readonly search: (from: Point<Memory>, gradient: Vector) => Search<Memory>;
  /**
   * The surrogate that the search asks about (`surrogateOf` of estimators); undefined where it asks
   * nothing, and tasks keep no data for it.
   */
  readonly surrogate: Surrogate | undefined;
}
