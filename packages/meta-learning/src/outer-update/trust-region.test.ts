import { dot, subtract, type Vector } from '@sgmrl/vector';
import { answerAll } from '../testing/answer';
import type { Problem } from '../problem';
import type { Question } from './search';
import { trustRegion, type TrustRegionSettings } from './trust-region';

const settings: TrustRegionSettings = {
  maxKl: 0.02,
  damping: 1e-12,
  conjugateGradientSteps: 2,
  backtracks: 6,
  backtrackRatio: 0.5,
};
const from = { parameters: [1, -2], optimizer: trustRegion(settings).init([0, 0]) };
// A (1, 1) = g
const curvature = [
  [4, 1],
  [1, 3],
];
const gradient = [5, 4];
const multiply = (v: Vector): readonly number[] => curvature.map((row) => dot(row, v));

/** A linear surrogate, and a divergence that is `factor` times the quadratic model. */
const answers =
  (factor: number, slope: readonly number[] = gradient) =>
  (question: Question): Vector => {
    if (question.kind === 'curvature') return multiply(question.direction);
    const step = subtract(question.parameters, from.parameters);
    return [dot(slope, step), (factor / 2) * dot(step, multiply(step))];
  };

/** ½ l² (1, 1)ᵀ A (1, 1) = δ */
const longest = Math.sqrt((2 * settings.maxKl) / 9);

it('steps along A⁻¹g to the border of the region', () => {
  const { step, asked } = answerAll(trustRegion(settings).search(from, gradient), answers(1 - 1e-9));
  expect(step.parameters[0]).toBeCloseTo(1 + longest, 10);
  expect(step.parameters[1]).toBeCloseTo(-2 + longest, 10);
  expect(step.surrogate?.gain).toBeCloseTo(9 * longest, 10);
  expect(step.surrogate?.divergence).toBeCloseTo(settings.maxKl, 8);
  expect(step.optimizer).toEqual({ step: 1, moments: [] });
  expect(asked).toEqual(['curvature', 'curvature', 'value']);
});

it.each([1e-100, 1e155, 1e200, 3e307])('takes the same step for a gradient %p times as long', (factor) => {
  const long = gradient.map((entry) => entry * factor);
  const { step } = answerAll(trustRegion(settings).search(from, long), answers(1 - 1e-9));
  expect(step.parameters[0]).toBeCloseTo(1 + longest, 10);
  expect(step.parameters[1]).toBeCloseTo(-2 + longest, 10);
});

it('halves the step until the divergence fits', () => {
  // Divergence falls by a factor of 4 with each halving: 10 → 2.5 → 0.625.
  const { step, asked } = answerAll(trustRegion(settings).search(from, gradient), answers(10));
  expect(step.parameters[0]).toBeCloseTo(1 + longest / 4, 10);
  expect(step.surrogate?.divergence).toBeLessThanOrEqual(settings.maxKl);
  expect(asked.filter((kind) => kind === 'value')).toHaveLength(3);
});

it.each([
  ['the divergence never fits', answers(1e9)],
  ['the surrogate never gains', answers(0.5, [-1, 0])],
  ['nothing is a number', () => [NaN, NaN]],
])('stays where it is if %s', (_, answer) => {
  const search = trustRegion(settings).search(from, gradient);
  const { step, asked } = answerAll(search, (question) =>
    question.kind === 'curvature' ? multiply(question.direction) : answer(question),
  );
  expect(step).toEqual({ ...from, surrogate: { gain: 0, divergence: 0 } });
  expect(asked.filter((kind) => kind === 'value')).toHaveLength(settings.backtracks);
});

it('does not solve on beyond what numbers can tell apart', () => {
  // A⁻¹ = (3, −1; −1, 4) / 11
  const uneven = [1, 0.1];
  const direction = [2.9 / 11, -0.6 / 11];
  const length = Math.sqrt((2 * settings.maxKl) / dot(direction, uneven));
  const search = trustRegion({ ...settings, conjugateGradientSteps: 1000 }).search(from, uneven);
  const { step, asked } = answerAll(search, answers(1 - 1e-9, uneven));
  expect(step.parameters[0]).toBeCloseTo(1 + length * direction[0], 10);
  expect(step.parameters[1]).toBeCloseTo(-2 + length * direction[1], 10);
  expect(asked).toEqual(['curvature', 'curvature', 'value']);
});

it.each([
  ['is zero', [0, 0]],
  ['vanishes when squared', [3e-170, -4e-170]],
])('asks nothing where the gradient %s', (_, none) => {
  expect(trustRegion(settings).search(from, none)).toEqual({
    kind: 'found',
    step: { ...from, surrogate: { gain: 0, divergence: 0 } },
  });
});

it('shortens directions of little curvature by damping', () => {
  // With damping 2 on a curvature of zero the direction is g/2, and ½ · 2 |s|² = δ gives the
  // length.
  const damped = { ...settings, damping: 2 };
  const { step } = answerAll(trustRegion(damped).search(from, [3, 4]), (question) =>
    question.kind === 'curvature' ? [0, 0] : [1, 0],
  );
  const length = Math.sqrt(settings.maxKl);
  expect(step.parameters[0]).toBeCloseTo(1 + 0.6 * length, 12);
  expect(step.parameters[1]).toBeCloseTo(-2 + 0.8 * length, 12);
});

it.each<[string, Partial<TrustRegionSettings>]>([
  ['maxKl: expected a positive number, found NaN', { maxKl: NaN }],
  ['damping: expected a positive number, found 0', { damping: 0 }],
  ['conjugateGradientSteps: expected an integer from 1, found 0', { conjugateGradientSteps: 0 }],
  ['backtracks: expected an integer from 1, found 2.5', { backtracks: 2.5 }],
  ['backtrackRatio: expected a number between 0 and 1, found 1', { backtrackRatio: 1 }],
  ['curvatureTrajectories: expected an integer from 1, found 0', { curvatureTrajectories: 0 }],
])('refuses settings that do not fit: %s', (message, fields) => {
  expect(() => trustRegion({ ...settings, ...fields })).toThrow(new RangeError(message));
});

it('has the curvature on as many trajectories as the settings say', () => {
  expect(trustRegion(settings).surrogate?.shape).toEqual({ curvatureTrajectories: undefined });
  const few = trustRegion({ ...settings, curvatureTrajectories: 5 });
  expect(few.surrogate?.shape).toEqual({ curvatureTrajectories: 5 });
});

it('chooses its step itself: an optimizer beside it cannot be written', () => {
  const takesSettingsAlone: Parameters<typeof trustRegion> extends readonly [TrustRegionSettings]
    ? true
    : false = true;
  const hasOptimizer: 'optimizer' extends keyof Problem<unknown, unknown> ? true : false = false;
  expect([takesSettingsAlone, hasOptimizer]).toEqual([true, false]);
});
