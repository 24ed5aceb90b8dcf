/** Throws a RangeError unless `holds`; a wrong hyperparameter is a programming error. */
export const checkNumber = (name: string, expected: string, value: number, holds: boolean): void => {
  if (!holds) throw new RangeError(`${name}: expected ${expected}, found ${String(value)}`);
};

export const checkFinite = (name: string, value: number): void => {
  checkNumber(name, 'a finite number', value, Number.isFinite(value));
};

export const checkPositive = (name: string, value: number): void => {
  checkNumber(name, 'a positive finite number', value, value > 0 && value < Infinity);
};

export const checkDecay = (name: string, value: number): void => {
  checkNumber(name, 'a number in [0, 1)', value, value >= 0 && value < 1);
};
