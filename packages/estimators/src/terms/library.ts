import {
  centred,
  coupled,
  fading,
  future,
  itself,
  last,
  minus,
  pairs,
  past,
  sum,
  times,
  transpose,
  type Term,
} from './term';

/** Parts of a meta-gradient that stand beside curvature, by name: one line each. */
export const parts = {
  none: sum(),
  'algorithm-1': 'value',
  'e-maml': times('1/N', 'value'),
  'trajectory-baseline': minus('value', 'others-return'),
  'first-order': pairs(itself, future('other'), past('other')),
  'full-hessian': transpose('first-order'),
  dice: pairs(itself, future('other'), fading(past('own'))),
  'loaded-dice': pairs(itself, fading(future('other')), fading(past('own'))),
  'taypo-2': pairs(itself, future('other'), past('own')),
  lvc: pairs(itself),
  'first-order-causal': centred('dice'),
  'leave-one-out-linear': 'influence',
  'leave-one-out': last('left-out', 'influence'),
  'leave-one-out-corrected': last(sum('influence', 'remainder'), 'influence'),
  'leave-group-out': last('group-influence', 'influence'),
} satisfies Readonly<Record<string, Term>>;

/** Whole meta-gradients by name. */
export const wholes = {
  maml: 'curvature',
  fomaml: sum(),
  'sg-mrl': sum('curvature', 'algorithm-1'),
  'low-variance-sg-mrl': sum('curvature', 'leave-one-out-linear'),
  coupled: coupled(0.2),
} satisfies Readonly<Record<string, Term>>;

/** Every term that has a name. */
export const library = { ...wholes, ...parts };
