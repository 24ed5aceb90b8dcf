import { fading, future, itself, minus, past } from './term';

it('takes a term away by the multiple −1', () => {
  expect(minus('a', 'b')).toEqual({ op: 'sum', of: ['a', { op: 'times', by: -1, of: 'b' }] });
});

it('counts every pair alike, until it fades; a step is at no distance from itself', () => {
  for (const place of [past, future]) {
    const pair = place('own');
    expect(pair).toMatchObject({ weight: 'own', fades: false });
    expect(fading(pair)).toEqual({ ...pair, fades: true });
  }
  expect(fading(itself)).toEqual({ with: 'itself' });
});
