/**
 * How much a place of the site counts among what a reader searches for: a document before the
 * reference, and there a name before its fields and parameters. VitePress writes the text of this
 * function into every page, so it knows nothing outside itself.
 */
export const boostDocument = (address, _term, { titles }) => {
  // Above a name there are its package and its kind.
  if (address.includes('/api/')) return titles.length > 2 ? 0.1 : 0.4;
  return /\/(docs\/decisions|CHANGELOG)/.test(address) ? 0.4 : 1;
};
