import { saturate } from './saturate';

it('a sum of finite numbers is held at the largest; one of others is left as it is', () => {
  const { MAX_VALUE } = Number;
  expect([saturate(3, 1), saturate(Infinity, 1e308), saturate(-Infinity, -1e308)]).toEqual([
    3,
    MAX_VALUE,
    -MAX_VALUE,
  ]);
  expect([saturate(Infinity, Infinity), saturate(NaN, NaN)]).toEqual([Infinity, NaN]);
});
