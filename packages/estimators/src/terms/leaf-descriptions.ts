import { groupInfluence } from './descriptions/group-influence';
import { influence } from './descriptions/influence';
import { leftOut } from './descriptions/left-out';
import { othersReturn } from './descriptions/others-return';
import { remainder } from './descriptions/remainder';
import { value } from './descriptions/value';
import type { LeafDescription } from './leaf';
import type { leafNumbers } from './leaf-numbers';

/** What is known of the leaves beside curvature and pairs, by name. */
export const leafDescriptions = {
  value,
  'others-return': othersReturn,
  influence,
  'left-out': leftOut,
  remainder,
  'group-influence': groupInfluence,
} satisfies Readonly<Record<keyof typeof leafNumbers, LeafDescription>>;
