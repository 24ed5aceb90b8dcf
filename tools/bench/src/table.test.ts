import { digits, spread, table } from './table';

it('three significant digits', () => {
  expect([0.012345, 1.2345, 12.345, 123.45, 1234.5].map(digits)).toEqual([
    '0.0123',
    '1.23',
    '12.3',
    '123',
    '1235',
  ]);
});

it('a spread is shown, and a single measurement for what it is', () => {
  expect(spread({ count: 3, median: 2, least: 1, greatest: 4 })).toBe('2.00 (1.00 – 4.00)');
  expect(spread({ count: 1, median: 2, least: 2, greatest: 2 })).toBe('2.00 (once)');
});

it('a table has its title, its head and its rows', () => {
  const text = table('Title', ['name', 'value'], [['a', '1']]);
  expect(text).toMatch(/Title[^]*name[^]*value[^]*a[^]*1/);
});
