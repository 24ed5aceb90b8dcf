import { multisets } from './multisets';
import { sequences } from './sequences';

it.each([
  [1, 4],
  [2, 0],
  [2, 5],
  [3, 3],
  [5, 1],
])('%i kinds, %i draws: every order of every multiset, once', (kinds, size) => {
  const all = sequences(kinds, size);
  expect(all).toHaveLength(kinds ** size);
  expect(new Set(all.map(String)).size).toBe(all.length);
  const sorted = all.map((draw) => String([...draw].sort((a, b) => a - b)));
  for (const { indices, orders } of multisets(kinds, size))
    expect(sorted.filter((draw) => draw === String(indices))).toHaveLength(orders);
});
