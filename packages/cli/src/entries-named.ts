import { nearest } from '@sgmrl/experiments';
import { catalogue, type CatalogueEntry } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';

/** The entry of the catalogue with this name, or every entry for `all`. */
export const entriesNamed = (name: string): E.Either<string, readonly CatalogueEntry[]> => {
  if (name === 'all') return E.right(catalogue);
  const names = catalogue.map((entry) => entry.name);
  const found = catalogue.filter((entry) => entry.name === name);
  if (found.length > 0) return E.right(found);
  const match = nearest(name, names);
  return E.left(
    `unknown estimator ${JSON.stringify(name)}: ${match === undefined ? `known: all, ${names.join(', ')}` : `did you mean ${match}?`}`,
  );
};
