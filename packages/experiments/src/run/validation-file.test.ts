import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import {
  addValidation,
  bestOf,
  decodeValidations,
  noValidations,
  type KeptValidations,
  type Validation,
} from './validation-file';

const at = (iteration: number, ...means: readonly number[]): Validation => ({
  iteration,
  tasks: 3,
  returns: means.map((mean) => ({
    discounted: { mean: mean - 10, stderr: 1 },
    undiscounted: { mean, stderr: null },
  })),
});
const lost: Validation = { iteration: 4, tasks: 3, returns: null };

const textOf = (...validations: readonly Validation[]): string =>
  validations.reduce((kept, each) => addValidation(kept, each).kept, noValidations).text;

const withoutChecksums = (text: string): string => text.replaceAll(/,"checksum":"[^"]*"/g, '');

const found = (text: string): readonly Validation[] => {
  const decoded: E.Either<string, KeptValidations> = decodeValidations(text);
  if (E.isLeft(decoded)) throw new Error(decoded.left);
  return decoded.right.validations;
};
const problem = (text: string): string => {
  const decoded = decodeValidations(text);
  return E.isLeft(decoded) ? decoded.left : 'none';
};

it('comes back from its lines, in the order of iterations', () => {
  const kept = addValidation(addValidation(noValidations, at(3, 1, 2)).kept, lost).kept;
  expect(decodeValidations(kept.text)).toEqual(E.right(kept));
  expect(found(textOf(at(3, 1, 2), lost, at(1, 0, 5)))).toEqual([at(1, 0, 5), at(3, 1, 2), lost]);
});

it('has the checksum of the lines so far in each', () => {
  const lines = textOf(at(1, 2), at(2, 3)).trimEnd().split('\n');
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const [one, two] = lines.map(withoutChecksums);
  expect(lines[0]).toContain(`"checksum":"${hash(`\n${one}`)}"`);
  expect(lines[1]).toContain(`"checksum":"${hash(`${hash(`\n${one}`)}\n${two}`)}"`);
});

it('leaves out a line that a crash has cut short, and what an editor changes is no damage', () => {
  const [one, both] = [textOf(at(1, 2)), textOf(at(1, 2), at(2, 3))];
  for (let length = one.length; length < both.length - 1; length++)
    expect(decodeValidations(both.slice(0, length))).toEqual(decodeValidations(one));
  for (const text of [both.slice(0, -1), both.replaceAll('\n', '\r\n'), `${both}\n\n`])
    expect(decodeValidations(text)).toEqual(decodeValidations(both));
});

it('is refused where a digit, the order or a line was changed', () => {
  const text = textOf(at(1, 2), at(2, 3), at(3, 4));
  const [one, two, three] = text.trimEnd().split('\n');
  expect(problem(text.replace('"mean":3', '"mean":999.5'))).toMatch(
    /^it was altered since it was written: line 2 and those before it do not fit.*expected \w{12}…, found/,
  );
  for (const other of [
    [two, one, three],
    [one, three],
    [two, three],
    [one, withoutChecksums(two), three],
    [one, two, two, three],
  ])
    expect(problem(`${other.join('\n')}\n`)).toMatch(/^it was altered/);
  expect(problem(`${one}\nnonsense\n${two}\n`)).toBe('line 2 holds no returns on held-out tasks');
  expect(problem(textOf(at(1, 2), { ...at(2, 3), tasks: 5 }))).toBe(
    'line 2 is on 5 tasks, those before on 3',
  );
});

it('believes lines of programs of before, of which the first of an iteration counts', () => {
  const before = withoutChecksums(textOf(at(1, 2), at(1, 9), at(2, 3)));
  expect(found(before)).toEqual([at(1, 2), at(2, 3)]);
  const decoded = decodeValidations(before);
  if (E.isLeft(decoded)) throw new Error(decoded.left);
  const { text } = addValidation(decoded.right, at(3, 1)).kept;
  expect(found(text)).toEqual([at(1, 2), at(2, 3), at(3, 1)]);
  expect(problem(text.replace('"mean":3', '"mean":999.5'))).toMatch(/^it was altered.*line 4/);
});

it('is best by the return after all inner steps, the first of those that are level', () => {
  expect(bestOf([at(1, 9, 1), at(2, 0, 3), lost, at(5, 1, 3)])).toEqual(at(2, 0, 3));
  expect(bestOf([lost])).toBeUndefined();
  expect(bestOf([])).toBeUndefined();
});
