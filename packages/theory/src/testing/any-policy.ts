/** Exact expectations for any policy on a finite MDP whose parameters give a table of logits. */
import type { TabularMdp } from '@sgmrl/environments';
import { adapt, innerStep, type InnerStep, type OuterEstimate } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { select } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { outerExpectation } from '../exact/exact-moments';
import { trajectoryProbabilities, trajectorySupport } from '../exact/trajectory-support';
import { asAlgorithm, type Setting } from '../setting';
import { right } from './examples';

/** The logits of parameters, linear but for a constant, and its transpose on gradients. */
export interface Table {
  readonly of: (parameters: Vector) => readonly number[];
  readonly back: (gradient: Vector) => readonly number[];
}

/** One way that adaptation can go, and what infinitely much outer data would say of it. */
export interface Course {
  readonly probability: number;
  readonly steps: readonly InnerStep[];
  readonly parameters: Vector;
  readonly outer: OuterEstimate;
}

const outerOf = (mdp: TabularMdp, discount: number, { of, back }: Table) => {
  const exact = outerExpectation(mdp, discount);
  return (parameters: Vector): OuterEstimate => {
    const { gradient, valueAbove, gradientAt, ...rest } = exact(of(parameters));
    return {
      ...rest,
      gradient: back(gradient),
      valueAbove: (other) => valueAbove(of(other)),
      gradientAt: (other) => back(gradientAt(of(other))),
    };
  };
};

/** All indices of N of `kinds` trajectories, in every order. */
const draws = (kinds: number, size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : draws(kinds, size - 1).flatMap((some) => Array.from({ length: kinds }, (_, n) => [...some, n]));

/** Every course of adaptation from some parameters. */
export const courses = (
  mdp: TabularMdp,
  setting: Setting,
  policy: Policy,
  table: Table,
  start: Vector,
): readonly Course[] => {
  const support = right(trajectorySupport(mdp));
  const algorithm = asAlgorithm(setting, { estimator: 'maml' });
  const outer = outerOf(mdp, setting.discount, table);
  const batches = draws(support.batch.trajectories, setting.trajectories).map((indices) => ({
    indices,
    batch: select(support.batch, indices),
  }));
  const from = (probability: number, steps: readonly InnerStep[], parameters: Vector): readonly Course[] => {
    if (steps.length === setting.innerSteps)
      return [{ probability, steps, parameters, outer: outer(parameters) }];
    const single = trajectoryProbabilities(support, table.of(parameters));
    return batches.flatMap(({ indices, batch }) => {
      const step = innerStep(algorithm)(parameters, batch);
      return from(
        indices.reduce((p, n) => p * single[n], probability),
        [...steps, step],
        adapt(policy, algorithm)(step),
      );
    });
  };
  return from(1, [], start);
};

/** E of what is made of a course. */
export const expectation = (all: readonly Course[], of: (course: Course) => Vector): readonly number[] =>
  all.reduce<readonly number[]>((sum, course) => {
    const one = of(course);
    return Array.from(one, (x, i) => (sum[i] ?? 0) + course.probability * x);
  }, []);
