import {
  byKind,
  decodeWith,
  describeInvalidField,
  list,
  record,
  recordWithOptional,
  refine,
  wholeNumber,
} from '@sgmrl/codecs';
import type { SurrogateData } from '@sgmrl/estimators';
import type { Contribution, HeldOutAdaptation, Job, NonFinite, Probe, Returns } from '@sgmrl/meta-learning';
import type { Matrix, Vector } from '@sgmrl/vector';
import { checkBatch, type TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
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

/** Numbers as policies and estimators give them. */
const isFloats = (x: Vector): boolean => Array.isArray(x) || /^Float/.test(kindOf(x));

const numbers = (length: number): t.Type<Vector> =>
  refine(vector, `${String(length)} numbers`, (x) => isFloats(x) && x.length === length);

const finiteNumbers = (length: number): t.Type<Vector> =>
  refine(
    vector,
    `${String(length)} finite numbers`,
    (x) => isFloats(x) && x.length === length && Array.from(x).every(Number.isFinite),
  );

const count = wholeNumber(0, Number.MAX_SAFE_INTEGER);

const exactly = <A>(codec: t.Type<A>, value: A): t.Type<A> =>
  refine(codec, String(value), (x) => x === value);

type JobPlace = Pick<Job<unknown>, 'iteration' | 'index'>;

const nonFiniteAt = ({ iteration, index }: JobPlace): t.Type<NonFinite> =>
  recordWithOptional(
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
      iteration: exactly(t.number, iteration),
      task: exactly<number | undefined>(maybe(t.number), index),
      batch: maybe(count),
      trajectory: maybe(count),
      step: maybe(count),
    },
    { found: maybe(t.number), entry: maybe(count), from: maybe(t.string) },
  );

const returns: t.Type<Returns> = record('returns', { discounted: t.number, undiscounted: t.number });

const spread = record('spread', { variance: t.number, meanSquare: t.number, length: t.number });

const spreads = record('spreads', { inner: maybe(spread), outer: maybe(spread) });

const isBatch = (value: TrajectoryBatch): boolean => E.isRight(E.tryCatch(() => checkBatch(value), identity));

const surrogateDataAt = (dimension: number): t.Type<SurrogateData> =>
  refine(surrogateData, `data of a surrogate in ${String(dimension)} parameters`, ({ steps, outerBatch }) =>
    [...steps, outerBatch].every(
      ({ parameters, batch: drawn, logProbability, weights }) =>
        parameters.length === dimension &&
        isBatch(drawn) &&
        [logProbability, weights].every(({ length }) => length === drawn.mask.length),
    ),
  );

/** What a job asks for is there, and nothing else; all of the size of its parameters. */
const contributionTo = ({
  parameters,
  logStepSizes,
  scales,
  observationMoments: moments,
}: Job<unknown>): t.Type<Contribution> => {
  const dimension = parameters.length;
  return recordWithOptional(
    'contribution',
    {
      gradient: finiteNumbers(dimension + (logStepSizes?.length ?? 0)),
      before: returns,
      after: returns,
      returns: list(t.number),
      timesteps: count,
      data: maybe(surrogateDataAt(dimension)),
      ...(scales && { spreads }),
      ...(moments && {
        observationMoments: record('moments', {
          count,
          mean: numbers(moments.mean.length),
          squares: numbers(moments.squares.length),
        }),
      }),
    },
    { parts: maybe(record('parts', { rest: numbers(dimension), debiasing: numbers(dimension) })) },
  );
};

const either = <A>(place: JobPlace, right: t.Type<A>): t.Type<E.Either<NonFinite, A>> => {
  const left = record('left', { _tag: t.literal('Left'), left: nonFiniteAt(place) });
  const whole = record('right', { _tag: t.literal('Right'), right });
  return new t.Type<E.Either<NonFinite, A>>(
    'left or right',
    (u): u is E.Either<NonFinite, A> => left.is(u) || whole.is(u),
    (u, context) =>
      t.UnknownRecord.is(u) && u._tag === 'Left' ? left.validate(u, context) : whole.validate(u, context),
    t.identity,
  );
};

const heldOutResult = ({ job: place, adaptation: { innerSteps } }: HeldOutJob): t.Type<HeldOutResult> =>
  either(
    place,
    refine(
      list(returns),
      `returns after 0 … ${String(innerSteps)} steps`,
      ({ length }) => length === innerSteps + 1,
    ),
  );

const answerTo = ({ question: asked }: Probe): t.Type<Vector> => {
  switch (asked.kind) {
    case 'value':
      return numbers(2);
    case 'gradient':
      return numbers(asked.parameters.length);
    case 'curvature':
      return numbers(asked.direction.length);
  }
};

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

/** The result of some work that came from elsewhere, checked: it must be one of this work. */
export const decodeTrainingResult = (
  work: TrainingWork,
): ((value: unknown) => E.Either<string, TrainingResult>) => {
  if ('adaptation' in work) return decodedAs(heldOutResult(work));
  return 'question' in work ? decodedAs(answerTo(work)) : decodedAs(either(work, contributionTo(work)));
};
