import { larger, orders } from './claim';

it('takes the larger of two orders', () => {
  expect(larger('O(α²/N)', 'O(α)')).toBe('O(α)');
  for (const order of orders) {
    expect([larger(order, '0'), larger(order, order), larger('O(1)', order)]).toEqual([order, order, 'O(1)']);
  }
});
