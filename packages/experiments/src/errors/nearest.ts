import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `name` was most likely meant to be: the one of least edit distance, capitals
 * aside, if that is at most half of the name's length (two for short names).
 */
export const nearest = (name: string, candidates: readonly string[]): string | undefined => {
  const lower = name.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.toLowerCase()) }))
    .sort((x, y) => x.edits - y.edits);
  return ranked.length > 0 && ranked[0].edits <= Math.max(2, name.length / 2)
    ? ranked[0].candidate
    : undefined;
};

/** The nearest candidate as a question, or everything there is to choose from. */
export const suggestion = (name: string, candidates: readonly string[]): string => {
  const match = nearest(name, candidates);
  return match === undefined ? `known: ${candidates.join(', ')}` : `did you mean ${match}?`;
};
