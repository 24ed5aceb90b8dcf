import type { Preset } from './preset';
import { antDirectionQuick } from './presets/ant-direction-quick';
import { antGoalQuick } from './presets/ant-goal-quick';
import { cartPoleQuick } from './presets/cart-pole-quick';
import { fourCorners } from './presets/four-corners';
import { fourCornersQuick } from './presets/four-corners-quick';
import { halfCheetahDirection } from './presets/half-cheetah-direction';
import { halfCheetahDirectionQuick } from './presets/half-cheetah-direction-quick';
import { halfCheetahVelocityQuick } from './presets/half-cheetah-velocity-quick';
import { hopperParamsQuick } from './presets/hopper-params-quick';
import { hopperVelocityQuick } from './presets/hopper-velocity-quick';
import { linearQuadraticQuick } from './presets/linear-quadratic-quick';
import { navigation2d } from './presets/navigation-2d';
import { navigation2dProMp } from './presets/navigation-2d-promp';
import { navigation2dQuick } from './presets/navigation-2d-quick';
import { navigation2dTrpo } from './presets/navigation-2d-trpo';
import { sparseNavigation } from './presets/sparse-navigation';
import { sparseNavigationQuick } from './presets/sparse-navigation-quick';
import { swimmerVelocityQuick } from './presets/swimmer-velocity-quick';
import { tabularQuick } from './presets/tabular-quick';
import { walker2dParamsQuick } from './presets/walker2d-params-quick';
import { walker2dVelocityQuick } from './presets/walker2d-velocity-quick';

/** The presets by name: one row each. */
export const presets = {
  'navigation-2d': { config: navigation2d, about: "2-D navigation in the paper's setting" },
  'navigation-2d-quick': {
    config: navigation2dQuick,
    about: '2-D navigation, smaller: learns within minutes',
  },
  'navigation-2d-trpo': {
    config: navigation2dTrpo,
    about: '2-D navigation as Finn et al. published it: MAML with a trust region',
  },
  'navigation-2d-promp': {
    config: navigation2dProMp,
    about: '2-D navigation of Finn et al. with ProMP',
  },
  'four-corners': {
    config: fourCorners,
    about: 'which corner of a square pays? exploration of Rothfuss et al.',
  },
  'four-corners-quick': {
    config: fourCornersQuick,
    about: 'which corner of a square pays? smaller: minutes',
  },
  'sparse-navigation': {
    config: sparseNavigation,
    about: 'a goal on a half circle, found only by coming near it',
  },
  'sparse-navigation-quick': {
    config: sparseNavigationQuick,
    about: 'a goal on a half circle, found only by coming near it, smaller: minutes',
  },
  'tabular-quick': {
    config: tabularQuick,
    about: 'which end of a corridor pays? finite MDPs, a tabular policy: seconds',
  },
  'cart-pole-quick': { config: cartPoleQuick, about: 'cart-pole with varying physics: discrete actions' },
  'linear-quadratic-quick': {
    config: linearQuadraticQuick,
    about: 'a linear system with quadratic rewards, a linear policy: returns in closed form, seconds',
  },
  'half-cheetah-direction': {
    config: halfCheetahDirection,
    about: "HalfCheetah forward or backward in the paper's setting, on MuJoCo: hours",
  },
  'half-cheetah-direction-quick': {
    config: halfCheetahDirectionQuick,
    about: 'HalfCheetah forward or backward, smaller: learns in a quarter of an hour',
  },
  'ant-direction-quick': { config: antDirectionQuick, about: 'an ant forward or backward, on MuJoCo' },
  'ant-goal-quick': { config: antGoalQuick, about: 'an ant to a goal, on MuJoCo' },
  'half-cheetah-velocity-quick': {
    config: halfCheetahVelocityQuick,
    about: 'HalfCheetah at a wanted speed, on MuJoCo',
  },
  'swimmer-velocity-quick': { config: swimmerVelocityQuick, about: 'a swimmer at a wanted speed, on MuJoCo' },
  'walker2d-velocity-quick': {
    config: walker2dVelocityQuick,
    about: 'a walker at a wanted speed, on MuJoCo',
  },
  'hopper-velocity-quick': { config: hopperVelocityQuick, about: 'a hopper at a wanted speed, on MuJoCo' },
  'walker2d-params-quick': {
    config: walker2dParamsQuick,
    about: 'a walker with masses, dampers and friction to be found out, on MuJoCo',
  },
  'hopper-params-quick': {
    config: hopperParamsQuick,
    about: 'a hopper with masses, dampers and friction to be found out, on MuJoCo',
  },
} satisfies Readonly<Record<string, Preset>>;

/** The name of a preset. */
export type PresetName = keyof typeof presets;
