import { bestOf, decodeValidations, encodeValidation, type Validation } from './validation-file';

const at = (iteration: number, ...means: readonly number[]): Validation => ({
  iteration,
  tasks: 3,
  returns: means.map((mean) => ({
    discounted: { mean: mean - 10, stderr: 1 },
    undiscounted: { mean, stderr: null },
  })),
});
const lost: Validation = { iteration: 4, tasks: 3, returns: null };

it('comes back from its lines, in the order of iterations', () => {
  const text = [at(3, 1, 2), lost, at(1, 0, 5)].map(encodeValidation).join('');
  expect(decodeValidations(text, 4)).toEqual([at(1, 0, 5), at(3, 1, 2), lost]);
  expect(decodeValidations(text, 3)).toEqual([at(1, 0, 5), at(3, 1, 2)]);
});

it('leaves out a line that a crash has cut short, and a second one', () => {
  const text =
    encodeValidation(at(1, 2)) + encodeValidation(at(1, 9)) + encodeValidation(at(2, 3)).slice(0, 20);
  expect(decodeValidations(text, 9)).toEqual([at(1, 2)]);
});

it('is best by the return after all inner steps, the first of those that are level', () => {
  expect(bestOf([at(1, 9, 1), at(2, 0, 3), lost, at(5, 1, 3)])).toEqual(at(2, 0, 3));
  expect(bestOf([lost])).toBeUndefined();
  expect(bestOf([])).toBeUndefined();
});
