import { key, split } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { accelerations, cartPole, cartPoleDefault } from './cart-pole';
import type { CartPoleState, CartPoleTask } from './cart-pole';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const tasks: fc.Arbitrary<CartPoleTask> = fc.record({
  gravity: between(1, 20),
  cartMass: between(0.1, 5),
  poleMass: between(0.01, 2),
  poleHalfLength: between(0.1, 2),
  forceMagnitude: between(1, 20),
});

const states: fc.Arbitrary<CartPoleState> = fc.record({
  step: fc.constant(0),
  position: between(-2, 2),
  velocity: between(-3, 3),
  angle: between(-3, 3),
  angularVelocity: between(-5, 5),
});

const classic: CartPoleTask = {
  gravity: 9.8,
  cartMass: 1,
  poleMass: 0.1,
  poleHalfLength: 0.5,
  forceMagnitude: 10,
};
const distribution = cartPole(cartPoleDefault);
const environment = distribution.environment(classic);
const rest: CartPoleState = { step: 0, position: 0, velocity: 0, angle: 0, angularVelocity: 0 };

describe('the equations of motion', () => {
  it('solve the Euler–Lagrange equations of a cart and a uniform rod', () => {
    // With T = ½(M+m)ẋ² + m l ẋ θ̇ cos θ + ½(4/3)m l² θ̇² (rod: inertia m l²/3 about its centre)
    // and V = m g l cos θ, the equations are [M+m, m l cos θ; m l cos θ, (4/3)m l²] (ẍ, θ̈) = (F +
    // m l θ̇² sin θ, m g l sin θ).
    fc.assert(
      fc.property(tasks, states, between(-20, 20), (task, state, force) => {
        const { cartMass: M, poleMass: m, poleHalfLength: l, gravity: g } = task;
        const sin = Math.sin(state.angle);
        const cos = Math.cos(state.angle);
        const [a, b, d] = [M + m, m * l * cos, (4 / 3) * m * l * l];
        const [p, q] = [force + m * l * state.angularVelocity ** 2 * sin, m * g * l * sin];
        const determinant = a * d - b * b;
        const [x, theta] = accelerations(task, state, force);
        expect(x).toBeCloseTo((d * p - b * q) / determinant, 8);
        expect(theta).toBeCloseTo((a * q - b * p) / determinant, 8);
      }),
    );
  });

  it('change the energy by the power of the force alone', () => {
    const energy = ({ cartMass, poleMass: m, poleHalfLength: l, gravity }: CartPoleTask, s: CartPoleState) =>
      0.5 * (cartMass + m) * s.velocity ** 2 +
      m * l * s.velocity * s.angularVelocity * Math.cos(s.angle) +
      (2 / 3) * m * l * l * s.angularVelocity ** 2 +
      m * gravity * l * Math.cos(s.angle);
    const dt = 1e-6;
    fc.assert(
      fc.property(tasks, states, between(-20, 20), (task, s, force) => {
        const [acceleration, angularAcceleration] = accelerations(task, s, force);
        const shifted = (sign: number): CartPoleState => ({
          step: 0,
          position: s.position + sign * dt * s.velocity,
          velocity: s.velocity + sign * dt * acceleration,
          angle: s.angle + sign * dt * s.angularVelocity,
          angularVelocity: s.angularVelocity + sign * dt * angularAcceleration,
        });
        const power = (energy(task, shifted(1)) - energy(task, shifted(-1))) / (2 * dt);
        expect(Math.abs(power - force * s.velocity)).toBeLessThan(1e-4 * (1 + Math.abs(force * s.velocity)));
      }),
    );
  });
});

describe('the step', () => {
  it('is one explicit Euler step of 0.02 s', () => {
    fc.assert(
      fc.property(tasks, states, fc.integer({ min: 0, max: 1 }), (task, state, action) => {
        const force = action === 0 ? -task.forceMagnitude : task.forceMagnitude;
        const [acceleration, angularAcceleration] = accelerations(task, state, force);
        const { state: next, reward } = distribution.environment(task).step(state, [action], key(0));
        expect(reward).toBe(1);
        expect(next.step).toBe(1);
        expect((next.position - state.position) / 0.02).toBeCloseTo(state.velocity, 8);
        expect((next.velocity - state.velocity) / 0.02).toBeCloseTo(acceleration, 8);
        expect((next.angle - state.angle) / 0.02).toBeCloseTo(state.angularVelocity, 8);
        expect((next.angularVelocity - state.angularVelocity) / 0.02).toBeCloseTo(angularAcceleration, 8);
      }),
    );
  });

  it('is symmetric between left and right', () => {
    const mirror = (s: CartPoleState): readonly number[] => environment.observe(s) as readonly number[];
    fc.assert(
      fc.property(states, fc.integer({ min: 0, max: 1 }), (s, action) => {
        const reflected: CartPoleState = {
          step: 0,
          position: -s.position,
          velocity: -s.velocity,
          angle: -s.angle,
          angularVelocity: -s.angularVelocity,
        };
        const [there, back] = [
          environment.step(s, [action], key(0)),
          environment.step(reflected, [1 - action], key(0)),
        ];
        mirror(back.state).forEach((x, i) => {
          expect(x).toBeCloseTo(-mirror(there.state)[i], 12);
        });
      }),
    );
  });

  it.each([
    ['beyond 2.4 m', { ...rest, position: 2.401 }, true],
    ['beyond −2.4 m', { ...rest, position: -2.401 }, true],
    ['within 2.4 m', { ...rest, position: 2.399 }, false],
    ['beyond 12°', { ...rest, angle: 0.2095 }, true],
    ['beyond −12°', { ...rest, angle: -0.2095 }, true],
    ['within 12°', { ...rest, angle: 0.2094 }, false],
  ])('terminates %s', (_, state, terminated) => {
    expect(environment.step(state, [1], key(0)).terminated).toBe(terminated);
  });

  it('truncates at the horizon, unless the pole fell there', () => {
    expect(environment.step({ ...rest, step: 198 }, [1], key(0))).toMatchObject({
      terminated: false,
      truncated: false,
    });
    expect(environment.step({ ...rest, step: 199 }, [1], key(0))).toMatchObject({
      terminated: false,
      truncated: true,
    });
    expect(environment.step({ ...rest, step: 199, angle: 0.3 }, [1], key(0))).toMatchObject({
      terminated: true,
      truncated: false,
    });
  });
});

describe('the distribution', () => {
  it('starts within ±0.05 in all four, with mean zero', () => {
    const n = 1000;
    const starts = split(key(4), n).map((k) => environment.observe(environment.reset(k)));
    [0, 1, 2, 3].forEach((i) => {
      expect(starts.every((start) => Math.abs(start[i]) <= 0.05)).toBe(true);
      // Four standard errors of the mean of U[−0.05, 0.05].
      const mean = starts.reduce((sum, start) => sum + start[i], 0) / n;
      expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(0.1 ** 2 / 12 / n));
    });
  });

  it('draws each quantity from its own interval', () => {
    const { kind, horizon, ...intervals } = cartPoleDefault;
    expect([kind, horizon]).toEqual(['cart-pole', 200]);
    const drawn = split(key(6), 500).map(distribution.sample);
    const names = ['gravity', 'cartMass', 'poleMass', 'poleHalfLength', 'forceMagnitude'] as const;
    names.forEach((name) => {
      const { low, high } = intervals[name];
      const sample = drawn.map((task) => task[name]);
      expect(Math.min(...sample)).toBeGreaterThanOrEqual(low);
      expect(Math.max(...sample)).toBeLessThanOrEqual(high);
      // The extremes of 500 uniform draws come nearer than 2 % to the ends with probability
      // 0.99996.
      expect(Math.min(...sample)).toBeLessThan(low + 0.02 * (high - low));
      expect(Math.max(...sample)).toBeGreaterThan(high - 0.02 * (high - low));
    });
    const relative = names.map(
      (name) => (drawn[0][name] - intervals[name].low) / (intervals[name].high - intervals[name].low),
    );
    expect(new Set(relative).size).toBe(names.length);
  });

  it('balances the classic pole longer under feedback than under a constant push', () => {
    const steps = (policy: (s: CartPoleState) => number) => {
      let state = environment.reset(key(9));
      for (let h = 1; ; h++) {
        const next = environment.step(state, [policy(state)], key(h));
        if (next.terminated || next.truncated) return h;
        state = next.state;
      }
    };
    expect(steps(() => 1)).toBeLessThan(15);
    expect(steps(({ angle, angularVelocity }) => Number(angle + angularVelocity > 0))).toBeGreaterThan(50);
  });
});
