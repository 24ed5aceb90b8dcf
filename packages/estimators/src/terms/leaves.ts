import type { Leaf } from './leaf';
import { groupInfluence } from './leaves/group-influence';
import { influence } from './leaves/influence';
import { leftOut } from './leaves/left-out';
import { othersReturn } from './leaves/others-return';
import { remainder } from './leaves/remainder';
import { value } from './leaves/value';

/** The leaves beside curvature and pairs, by name. */
export const leaves = {
  value,
  'others-return': othersReturn,
  influence,
  'left-out': leftOut,
  remainder,
  'group-influence': groupInfluence,
} satisfies Readonly<Record<string, Leaf>>;
