import { thrownWhere, whatWasThrown, isGivenUp, unexpected, wrongSince } from './thrown';

const withStack = (...lines: readonly string[]): Error => {
  const error = new TypeError('ouch');
  error.stack = ['TypeError: ouch', ...lines].join('\n');
  return error;
};

const ours = '    at guard (/x/experiments/dist/index.js:1:2)';
const theirs = '    at observe (file:///x/mine.mjs?0123abcd:19:78)';
const library = '    at uniform (/x/prng/dist/index.js:3:4)';

it("shows the way through a module of one's own, and not what called it", () => {
  expect(thrownWhere(withStack(library, theirs, ours, ours))).toBe(
    ['TypeError: ouch', library, theirs].join('\n'),
  );
  expect(thrownWhere(withStack(ours))).toBe('TypeError: ouch');
});

it('shows six places at most', () => {
  expect(thrownWhere(withStack(...Array<string>(20).fill(theirs))).split('\n')).toHaveLength(1 + 6);
});

it('shows what is no error', () => {
  expect([whatWasThrown('ouch'), thrownWhere(3)]).toEqual(['ouch', '3']);
});

it('is an error to report, of which its message is told', () => {
  expect(unexpected(new TypeError('ouch'))).toEqual({ kind: 'execution', problem: 'ouch' });
  expect(unexpected(3)).toEqual({ kind: 'execution', problem: '3' });
});

it('says since when results of a worker were taken that has returned other bits', () => {
  const wrong = Object.assign(new Error('other bits'), { name: 'WrongResultError', since: 12 });
  expect([wrong, new Error('other bits'), undefined].map(wrongSince)).toEqual([12, undefined, undefined]);
});

it('is no failure where work was given up', () => {
  const aborted = Object.assign(new Error('ouch'), { name: 'AbortError' });
  expect([aborted, new Error('AbortError'), 'AbortError'].map(isGivenUp)).toEqual([true, false, false]);
});
