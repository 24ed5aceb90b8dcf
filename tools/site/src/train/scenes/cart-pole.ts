import { cartPoleDefault } from '@sgmrl/environments';
import { presets } from '@sgmrl/experiments';
import type { Coordinate, Scene } from '../scene';
import { pathsOf } from '../scene';

const { horizon } = cartPoleDefault;

const coordinate = (
  name: string,
  label: string,
  { low, high }: { readonly low: number; readonly high: number },
  step: number,
  start: number,
): Coordinate => ({ name, label, low, high, step, start });

const coordinates = [
  coordinate('length', 'half the length of the pole, m', cartPoleDefault.poleHalfLength, 0.05, 0.5),
  coordinate('force', 'force of a push, N', cartPoleDefault.forceMagnitude, 1, 10),
];

const degrees = 180 / Math.PI;

/** The preset `cart-pole-quick`: a pole on a cart, with physics that vary. */
export const cartPole: Scene = {
  name: 'cart-pole',
  label: 'a cart and its pole',
  about:
    'A pole on a cart falls unless the cart is pushed left and right; a line ends where it fell, at 12 degrees. Choose a pole and a push: the policy has to find out. But one policy balances them all: within fifty iterations the return is nearly 200, the most there is, before the inner step as after it.',
  config: presets['cart-pole-quick'].config,
  axes: {
    x: { label: 'step', low: 0, high: horizon },
    y: { label: 'angle, degrees', low: -12, high: 12 },
  },
  joined: true,
  paths: pathsOf(({ observations: { data } }, row, step) => [step, degrees * data[4 * row + 2]]),
  coordinates,
  task: ([poleHalfLength, forceMagnitude]) => ({
    gravity: 9.8,
    cartMass: 1,
    poleMass: 0.1,
    poleHalfLength,
    forceMagnitude,
  }),
  mark: () => undefined,
  pointed: undefined,
};
