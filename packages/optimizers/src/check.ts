/** Throws a RangeError unless `holds`; a wrong hyperparameter is a programming error. */
export const checkNumber = (name: string, expected: string, value: number, holds: boolean): void => {
  if (!holds) throw new RangeError(`${name}: expected ${expected}, found ${String(value)}`);
};

export const checkFinite = (name: string, value: number): void => {
  checkNumber(name, 'a finite number', value, Number.isFinite(value));
};

export const checkPositive = (name: string, value: number): void => {
  checkNumber(name, 'a positive finite number', value, Number.isFinite(value) && value > 0);
};

export const checkDecay = (name: string, value: number): void => {
  checkNumber(name, 'a number in [0, 1)', value, Number.isFinite(value) && value >= 0 && value < 1);
};

/** Throws a RangeError for a kind that is none of those there are. */
export const unknownKind = (name: string, expected: string, spec: never): never => {
  const { kind }: { readonly kind?: unknown } = spec;
  throw new RangeError(`${name}: expected ${expected}, found ${String(kind)}`);
};
