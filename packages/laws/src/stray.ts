import { log, square } from '@sgmrl/elementary';
/**
 * How probable a false alarm of one comparison of a statistical law may be: a sound subject is
 * called broken with at most this probability, and the laws make at most some hundred comparisons
 * an example.
 */
export const falseAlarm = 1e-10;

/**
 * Whether independent numbers, each as likely to be x as −x, may have this sum: |Σx| ≤ √(2 ln(2/δ)
 * Σx²), which fails with probability `falseAlarm` at most, whatever their distribution (Hoeffding's
 * bound for random signs).
 */
export const sumIsPlausible = (numbers: ArrayLike<number>): boolean => {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < numbers.length; i++) {
    sum += numbers[i];
    squares += square(numbers[i]);
  }
  return sum * sum <= 2 * log(2 / falseAlarm) * squares;
};

export const meanOf = (numbers: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i];
  return sum / numbers.length;
};

/**
 * Whether an event of probability p may have had this share of n independent draws: n KL(share ‖ p)
 * ≤ ln(2/δ), which fails with probability `falseAlarm` at most (Chernoff).
 */
export const shareIsPlausible = (share: number, p: number, n: number): boolean => {
  const term = (x: number, y: number): number => (x === 0 ? 0 : x * log(x / y));
  return n * (term(share, p) + term(1 - share, Math.max(0, 1 - p))) <= log(2 / falseAlarm);
};
