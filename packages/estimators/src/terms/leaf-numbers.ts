import type { LeafNumbers } from './leaf';
import { groupInfluence } from './leaves/group-influence';
import { influence } from './leaves/influence';
import { leftOut } from './leaves/left-out';
import { othersReturn } from './leaves/others-return';
import { remainder } from './leaves/remainder';
import { value } from './leaves/value';

/** What the leaves beside curvature and pairs compute, by name. */
export const leafNumbers = {
  value,
  'others-return': othersReturn,
  influence,
  'left-out': leftOut,
  remainder,
  'group-influence': groupInfluence,
} satisfies Readonly<Record<string, LeafNumbers>>;
