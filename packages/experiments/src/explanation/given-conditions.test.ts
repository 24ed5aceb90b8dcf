import * as E from 'fp-ts/lib/Either.js';
import { parseGiven, parseWeights } from './given-conditions';

it('reads conditions by ASCII and by Greek names', () => {
  const all = E.right({ trajectories: 1, stepSize: 0, horizon: 1, decay: 1, innerSteps: 2 });
  expect(parseGiven('N=1,alpha=0,H=1,kappa=1,zeta=2')).toEqual(all);
  expect(parseGiven(' N = 1, α=0, H=1, κ=1, ζ=2')).toEqual(all);
});

it.each([
  ['', /expected conditions such as N=1/],
  ['N', /found "N"/],
  ['N=', /found "N="/],
  ['n=1', /on N, alpha or α, H, kappa or κ, zeta or ζ, found "n=1"/],
  ['N=1=1', /found "N=1=1"/],
  ['N=1.5', /N: expected a whole number from 1, found "1.5"/],
  ['α=-1', /α: expected a finite number from 0/],
  ['alpha=Infinity', /finite/],
  ['kappa=2', /number from 0 to 1/],
  ['kappa=x', /found "x"/],
  ['zeta=-1', /whole number from 0/],
  ['N=1,N=2', /each condition once/],
  ['kappa=1,κ=1', /each condition once/],
])('refuses %j', (text, message) => {
  const parsed = parseGiven(text);
  expect(E.isLeft(parsed) && parsed.left).toMatch(message);
});

it.each([
  ['advantag', /weights: expected reward-to-go or advantage or .*, found "advantag"/],
  ['{"kind":"advantage","lambda":2}', /weights: lambda: expected number from 0 to 1, found 2/],
  ['3', /weights: expected/],
])('refuses weights %j', (text, message) => {
  const parsed = parseWeights(text);
  expect(E.isLeft(parsed) && parsed.left).toMatch(message);
});
