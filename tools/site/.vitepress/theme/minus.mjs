/** The text of a number with the sign that stands for minus, not with a hyphen. */
export const minus = (text) => String(text).replace('-', '−');
