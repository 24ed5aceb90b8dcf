import { flatten } from './flat-mdp';
import { randomMdp } from './testing/examples';

it('puts p(s′|s, a) at [s·A + a]·S + s′ and r(s, a) at s·A + a', () => {
  const mdp = randomMdp(1, 3, 2, 4);
  const flat = flatten(mdp, 0.7);
  expect(flat).toMatchObject({ states: 3, actions: 2, horizon: 4, discount: 0.7 });
  expect([...flat.initial]).toStrictEqual(mdp.initial);
  mdp.transitions.forEach((rows, s) => {
    rows.forEach((row, a) => {
      expect(flat.rewards[s * 2 + a]).toBe(mdp.rewards[s][a]);
      row.forEach((p, next) => {
        expect(flat.transitions[(s * 2 + a) * 3 + next]).toBe(p);
      });
    });
  });
});
