import { saidOf } from './testing/said-of';

it.each<[string, Readonly<Record<string, string>>, string]>([
  [
    'one name for two things',
    { low: 'export const sum = 1;', high: 'export const sum = 2;' },
    'sum: expected one thing in all packages, found one in each of high, low\n',
  ],
  [
    'one name for two types',
    { low: 'export interface Span { a: 1 }', high: 'export type Span = string;' },
    'Span: expected one thing in all packages, found one in each of high, low\n',
  ],
  [
    'a name that is passed on',
    { low: 'export const sum = 1;', high: "export { sum } from '@sgmrl/low';" },
    '',
  ],
  [
    "a type with TypeScript's name",
    { low: 'export type Partial = 1;' },
    '@sgmrl/low: Partial: expected a name of its own, found that of a global type\n',
  ],
  [
    'a type with the name of a class of JavaScript',
    { low: 'export interface Iterator { a: 1 }' },
    '@sgmrl/low: Iterator: expected a name of its own, found that of a global type\n',
  ],
  ['a value with the name of a type', { low: 'export const Iterator = 1;' }, ''],
])('%s', async (_, entries, said) => {
  const files = Object.entries(entries).map(([name, code]) => [`${name}/src/index.ts`, code]);
  expect(await saidOf('names.mjs', Object.fromEntries(files))).toBe(said);
});
