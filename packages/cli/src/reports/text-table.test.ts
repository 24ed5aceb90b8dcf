import { markdownTable, textTable } from './text-table';

const rows = [
  ['', 'meaning', 'value'],
  ['L_V', 'smoothness', '12'],
  ['B', '', '3'],
];

it('pads columns', () => {
  expect(textTable(rows)).toEqual([
    '      meaning      value',
    'L_V   smoothness   12',
    'B                  3',
  ]);
  expect(textTable(rows, 24)).toEqual(textTable(rows));
  expect(markdownTable(rows, 28)).toEqual([
    '|     | meaning    | value |',
    '| --- | ---------- | ----- |',
    '| L_V | smoothness | 12    |',
    '| B   |            | 3     |',
  ]);
});

it('puts cells below each other where lines are shorter than a row', () => {
  const records = ['L_V', 'meaning: smoothness', 'value: 12', '', 'B', 'value: 3'];
  expect(textTable(rows, 23)).toEqual(records);
  expect(markdownTable(rows, 27)).toEqual(records);
  expect(textTable(rows, 1)).toEqual(records);
});
