import {
  byKind,
  decodeWith,
  describeInvalidField,
  list,
  record,
  recordWithOptional,
  refine,
} from '@sgmrl/codecs';
import type { SurrogateData } from '@sgmrl/estimators';
import type { Contribution, HeldOutAdaptation, Job, NonFinite, Probe, Returns } from '@sgmrl/meta-learning';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import type { HeldOutJob, HeldOutResult, JobResult } from './learner';

/** All that a worker does while a run trains, and what comes of it. */
export type TrainingWork = Job<unknown> | Probe | HeldOutJob;
export type TrainingResult = JobResult | Vector | HeldOutResult;

type Question = Probe['question'];

const kindOf = (u: unknown): string => Object.prototype.toString.call(u).slice('[object '.length, -1);

const isVector = (u: unknown): u is Vector =>
  Array.isArray(u) ? u.every((x) => typeof x === 'number') : /^(Float|U?[Ii]nt)\d+Array$/.test(kindOf(u));

const isAVector = (u: unknown, context: t.Context): t.Validation<Vector> =>
  isVector(u) ? t.success(u) : t.failure(u, context);

const vector: t.Type<Vector> = new t.Type('vector', isVector, isAVector, t.identity);

const maybe = <A>(codec: t.Type<A>): t.Type<A | undefined> => t.union([codec, t.undefined]);

const matrix: t.Type<Matrix> = record('matrix', { rows: t.number, columns: t.number, data: vector });

const batch: t.Type<TrajectoryBatch> = record('batch', {
  trajectories: t.number,
  steps: t.number,
  observations: matrix,
  actions: matrix,
  rewards: vector,
  mask: vector,
  lengths: list(t.number),
});

const seen = { parameters: vector, batch, logProbability: vector, weights: vector };

const surrogateData: t.Type<SurrogateData> = record('data of a surrogate', {
  steps: list(record('step', { ...seen, curvature: t.number, scoreWeights: maybe(vector) })),
  outerBatch: record('outer batch', seen),
});

const observationMoments = record('moments', { count: t.number, mean: vector, squares: vector });

const numbered = { iteration: t.number, index: t.number };

const job: t.Type<Job<unknown>> = recordWithOptional(
  'task',
  {
    ...numbered,
    task: refine(t.unknown, 'a task', (u) => u !== undefined),
    parameters: vector,
    key: t.readonly(t.tuple([t.number, t.number])),
  },
  {
    scales: record('scales', { inner: t.number, outer: t.number }),
    observationMoments,
    logStepSizes: vector,
    shrinkageFactor: t.number,
  },
);

const question: t.Type<Question> = byKind<Question>('question', {
  value: record('value', { kind: t.literal('value'), parameters: vector }),
  gradient: record('gradient', { kind: t.literal('gradient'), parameters: vector }),
  curvature: record('curvature', { kind: t.literal('curvature'), direction: vector }),
});

const probe: t.Type<Probe> = recordWithOptional(
  'probe',
  { ...numbered, data: surrogateData, question },
  { observationMoments },
);

const adaptation: t.Type<HeldOutAdaptation> = recordWithOptional(
  'adaptation',
  { innerSteps: t.number },
  {
    laterStepSize: maybe(t.number),
    trajectories: maybe(t.number),
    timesteps: maybe(t.number),
  },
);

const heldOut: t.Type<HeldOutJob> = record('held-out task', { job, adaptation });

const nonFinite: t.Type<NonFinite> = recordWithOptional(
  'failure',
  {
    kind: t.literal('non-finite'),
    what: t.keyof({
      reward: null,
      observation: null,
      action: null,
      parameters: null,
      gradient: null,
      direction: null,
      'step size': null,
    }),
    iteration: t.number,
    task: maybe(t.number),
    batch: maybe(t.number),
    trajectory: maybe(t.number),
    step: maybe(t.number),
  },
  { found: maybe(t.number) },
);

const returns: t.Type<Returns> = record('returns', { discounted: t.number, undiscounted: t.number });

const spread = record('spread', { variance: t.number, meanSquare: t.number, length: t.number });

const contribution: t.Type<Contribution> = recordWithOptional(
  'contribution',
  {
    gradient: vector,
    before: returns,
    after: returns,
    returns: list(t.number),
    timesteps: t.number,
    data: maybe(surrogateData),
  },
  {
    parts: maybe(record('parts', { rest: vector, debiasing: vector })),
    spreads: record('spreads', { inner: maybe(spread), outer: maybe(spread) }),
    observationMoments,
  },
);

const either = <A>(right: t.Type<A>): t.Type<E.Either<NonFinite, A>> => {
  const [left, whole] = [
    record('left', { _tag: t.literal('Left'), left: nonFinite }),
    record('right', { _tag: t.literal('Right'), right }),
  ];
  const codec = t.union([left, whole]);
  return new t.Type<E.Either<NonFinite, A>>(codec.name, codec.is, codec.validate, t.identity);
};

const jobResult: t.Type<JobResult> = either(contribution);
const heldOutResult: t.Type<HeldOutResult> = either(list(returns));

const decodedAs =
  <A>(codec: t.Type<A>) =>
  (value: unknown): E.Either<string, A> =>
    pipe(
      decodeWith(codec)(value),
      E.mapLeft((fields) => fields.slice(0, 3).map(describeInvalidField).join('; ')),
    );

const has = (value: unknown, field: string): boolean => t.UnknownRecord.is(value) && field in value;

/** Work that came from elsewhere, checked; Left says what is wrong with it. */
export const decodeWork = (value: unknown): E.Either<string, TrainingWork> => {
  if (has(value, 'adaptation')) return decodedAs(heldOut)(value);
  return has(value, 'question') ? decodedAs(probe)(value) : decodedAs(job)(value);
};

/** The result of some work that came from elsewhere, checked. */
export const decodeTrainingResult = (value: unknown): E.Either<string, TrainingResult> => {
  if (isVector(value)) return E.right(value);
  return t.UnknownRecord.is(value) && Array.isArray(value.right)
    ? decodedAs(heldOutResult)(value)
    : decodedAs(jobResult)(value);
};
