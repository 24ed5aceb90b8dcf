/** The longest time without a mark, from a moment to the last mark; 0 if there is none after it. */
export const longestPause = (from: number, marks: readonly number[]): number => {
  const after = marks.filter((mark) => mark > from).sort((a, b) => a - b);
  return Math.max(0, ...after.map((mark, i) => mark - (i === 0 ? from : after[i - 1])));
};
