const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([x], [y]) => (x < y ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
};

/** JSON whose fields are in alphabetical order, so that equal data gives equal text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));
