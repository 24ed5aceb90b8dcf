import type { Scene } from './scene';
import { bandit } from './scenes/bandit';
import { cartPole } from './scenes/cart-pole';
import { corridor } from './scenes/corridor';
import { halfCheetah } from './scenes/half-cheetah';
import { navigation } from './scenes/navigation';

/** What a reader can train in, the first unless chosen. */
export const scenes: readonly Scene[] = [navigation, corridor, bandit, cartPole, halfCheetah];
