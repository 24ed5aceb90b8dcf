/** Beyond so many digits a number is what rounding made of it. */
const exactDigits = 15;

/**
 * A number for people: to six digits where these look like a rounded number; else to as many as do,
 * since 1.0000001 is not 1.
 */
export const digits = (x: number): string => {
  for (let precision = 6; precision < exactDigits; precision++) {
    const shown = x.toPrecision(precision);
    // Without the zero at its end, it does not say how it was rounded.
    if (!/0(e|$)/.test(shown)) return String(Number(shown));
  }
  return String(Number(x.toPrecision(exactDigits)));
};
