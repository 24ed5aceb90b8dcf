const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const longest = 80;

const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

const field = (container: object, name: string): unknown =>
  Object.entries(container).find(([key]) => key === name)?.[1];

/**
 * The places at which two values of plain data differ, each with what the first holds and what the
 * second.
 */
export const differences = (first: unknown, second: unknown, path = ''): readonly string[] => {
  if (!isContainer(first) || !isContainer(second))
    return Object.is(first, second) ? [] : [`${path} is ${show(first)}, not ${show(second)}`];
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.flatMap((name) =>
    differences(field(first, name), field(second, name), path === '' ? name : `${path}.${name}`),
  );
};
