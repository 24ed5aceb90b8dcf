/** The number that a part of an address says; NaN if it is missing, blank or none. */
export const numberIn = (text: string | null): number =>
  text === null || text.trim() === '' ? Number.NaN : Number(text);
