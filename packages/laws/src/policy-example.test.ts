import { cube, discrete } from '@sgmrl/environments';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import * as fc from 'fast-check';
import {
  dataOf,
  judged,
  near,
  policyExamples,
  tolerances,
  type JudgedPolicy,
  type PolicySubject,
  type Tolerances,
} from './policy-example';
import { policyLaws } from './policy-laws';
import { gaussianLine } from './testing/continuous';

describe('near', () => {
  const inf = Infinity;
  it.each<readonly [string, readonly number[], readonly number[], boolean]>([
    ['equal infinities', [1, -inf], [1 + 1e-10, -inf], true],
    ['other numbers beside equal infinities', [1, -inf], [1.1, -inf], false],
    ['infinities of two signs', [inf], [-inf], false],
    ['an infinity for a number', [-inf], [-1e300], false],
    ['a number for an infinity', [-1e300], [-inf], false],
    ['no numbers', [NaN], [NaN], false],
    ['a number too few', [1], [1, 1], false],
    ['a relative error below the tolerance', [1e6], [1e6 + 1e-4], true],
  ])('%s', (_, found, expected, holds) => {
    expect(near('numbers', found, expected, 1e-9)._tag).toBe(holds ? 'Right' : 'Left');
  });
});

const subjectOf = (policy: Policy, spaces: Pick<JudgedPolicy, 'observationSpace' | 'actionSpace'>) => ({
  policy,
  ...spaces,
  ...tolerances.float64,
});

describe('the data of an example', () => {
  it('are within some deviations of the mean, where actions are continuous', () => {
    const spaces = { observationSpace: cube(1, -2, 2), actionSpace: cube(2, -Infinity, Infinity) };
    const subject = subjectOf(gaussianLine, spaces);
    fc.assert(
      fc.property(policyExamples(subject), (example) => {
        const logs = gaussianLine.logProbability(example.parameters, dataOf(subject, example));
        // log π at the mean is −log 2π − Σ log σ ≥ −3.84; nine deviations are 41 less.
        expect(Array.from(logs).every((log) => log > -45)).toBe(true);
      }),
    );
  });

  it('have no discrete action that has no probability', () => {
    const softmax = tabularSoftmax(3, 3);
    const never: Policy = {
      ...softmax,
      sample: (_theta, { rows }) => ({ rows, columns: 1, data: new Float64Array(rows) }),
      logProbability: (_theta, { actions }) => Array.from(actions.data, (a) => (a === 0 ? 0 : -Infinity)),
    };
    const subject = subjectOf(never, { observationSpace: discrete(3), actionSpace: discrete(3) });
    fc.assert(
      fc.property(policyExamples(subject), (example) => {
        expect(Array.from(dataOf(subject, example).actions.data).every((a) => a === 0)).toBe(true);
      }),
    );
  });
});

describe('spaces', () => {
  const observed = (subject: PolicySubject) =>
    fc.sample(policyExamples(judged(subject)), 50).flatMap(({ observations }) => observations);

  it('are those of the policy unless given, without its bounds', () => {
    const policy = { ...gaussianLine, observationSpace: { kind: 'box' as const, low: [20] } };
    expect(judged({ policy }).observationSpace).toStrictEqual(cube(1, -Infinity, Infinity));
    expect(judged({ policy: tabularSoftmax(3, 2) })).toMatchObject({
      observationSpace: { kind: 'discrete', size: 3 },
      actionSpace: { kind: 'discrete', size: 2 },
    });
    expect(observed({ policy }).every(([x]) => Math.abs(x) <= 10)).toBe(true);
  });

  it('are those given', () => {
    const seen = observed({ policy: gaussianLine, observationSpace: cube(1, 2, 3) });
    expect(seen.every(([x]) => x >= 2 && x <= 3)).toBe(true);
  });
});

describe('tolerances', () => {
  const exact = tabularSoftmax(1, 2);
  /** The same policy, whose log π is off by a relative error of 1e−6. */
  const rough: Policy = {
    ...exact,
    logProbability: (theta, data) =>
      Float64Array.from(exact.logProbability(theta, data), (x, k) => x * (1 + k * 1e-6)),
  };
  const manyRows = (subject: PolicySubject) =>
    policyLaws(subject)
      .filter(({ name }) => name === 'many rows')
      .map((law) => law.check({ runs: 20 })._tag);

  it.each<[string, Partial<Policy>, Partial<Tolerances>, string]>([
    ['too rough for float64', {}, {}, 'Left'],
    ['not for float32', { precision: 'float32' }, {}, 'Right'],
    ['not where the subject allows more', {}, { tolerance: 1e-3 }, 'Right'],
    ['too rough where the subject allows less', { precision: 'float32' }, { tolerance: 1e-9 }, 'Left'],
  ])('a relative error of 1e−6 is %s', (_, precision, given, found) => {
    expect(manyRows({ policy: { ...rough, ...precision }, ...given })).toStrictEqual([found]);
  });
});

describe('a subject that is none is refused where it enters', () => {
  const subject = {
    policy: tabularSoftmax(1, 2),
    observationSpace: discrete(1),
    actionSpace: discrete(2),
  };

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['policy: expected a record, found undefined', { policy: undefined }],
    ['observationSpace: expected a record, found nothing', { observationSpace: undefined }],
    [
      'policy: observationSpace: expected a record, found nothing',
      { policy: { ...subject.policy, observationSpace: undefined } },
    ],
    [
      'policy: actionSpace: low: expected a list, found nothing',
      { policy: { ...subject.policy, actionSpace: { kind: 'box' } } },
    ],
    [
      'observationSpace: high: expected a list, found nothing',
      { observationSpace: { kind: 'box', low: [0] } },
    ],
    ['actionSpace: low: expected a list, found nothing', { actionSpace: { kind: 'box', high: [0] } }],
    ['actionSpace: kind: expected box or discrete, found undefined', { actionSpace: { size: 2 } }],
    ['tolerance: expected a positive number, found undefined', { tolerance: undefined }],
    [
      'tolerance: expected a positive number, found undefined',
      { policy: { ...subject.policy, precision: undefined } },
    ],
    ['differenceStep: expected a positive number, found -1', { differenceStep: -1 }],
  ])('%s', (message, fields) => {
    expect(() => policyLaws({ ...subject, ...fields })).toThrow(new RangeError(`subject: ${message}`));
  });

  it('nothing at all', () => {
    expect(() => policyLaws(JSON.parse('null'))).toThrow(
      new RangeError('subject: expected a record, found null'),
    );
  });
});
