import { numberIn } from '../number-in';

/** What a reader chooses in the scene _Bias, exactly_. */
export interface Choices {
  /** A term as it was typed; none if empty. */
  readonly term: string;
  /** r(s, a), named by state and action. */
  readonly r00: number;
  readonly r01: number;
  readonly r10: number;
  readonly r11: number;
  /** The probability that action a leads from state s to state 1. */
  readonly p00: number;
  readonly p01: number;
  readonly p10: number;
  readonly p11: number;
  /** θ_s: the logit of action 1 in state s; that of action 0 is its negative. */
  readonly t0: number;
  readonly t1: number;
  /** α, the inner step size. */
  readonly alpha: number;
  /** N, the trajectories of an inner batch. */
  readonly n: number;
  /** ζ, the inner steps. */
  readonly zeta: number;
}

/** A number that can be chosen: bounds and step of its slider, and where it starts. */
export interface Choice {
  /** Which number it is. */
  readonly name: Exclude<keyof Choices, 'term'>;
  /** What stands beside its slider. */
  readonly label: string;
  /** Least value. */
  readonly low: number;
  /** Greatest value. */
  readonly high: number;
  /** From one value to the next. */
  readonly step: number;
  /** The value that the page opens with. */
  readonly start: number;
}

const number = (
  name: Choice['name'],
  label: string,
  [low, high, step]: readonly [number, number, number],
  start: number,
): Choice => ({ name, label, low, high, step, start });

const reward = [-1, 1, 0.05] as const;
const probability = [0, 1, 0.05] as const;
const logit = [-2, 2, 0.05] as const;

/** All that can be chosen, in the order of the page. */
export const choices: readonly Choice[] = [
  number('alpha', 'step size α', [0, 3, 0.05], 1),
  number('n', 'trajectories N', [1, 4, 1], 2),
  number('zeta', 'inner steps ζ', [1, 2, 1], 1),
  number('t0', 'policy in state 0: logit of action 1', logit, 0.2),
  number('t1', 'policy in state 1: logit of action 1', logit, -0.3),
  number('r00', 'reward in state 0 of action 0', reward, 0.1),
  number('r01', 'reward in state 0 of action 1', reward, 1),
  number('r10', 'reward in state 1 of action 0', reward, 0.8),
  number('r11', 'reward in state 1 of action 1', reward, 0.3),
  number('p00', 'state 0, action 0: probability of state 1', probability, 0.3),
  number('p01', 'state 0, action 1: probability of state 1', probability, 0.8),
  number('p10', 'state 1, action 0: probability of state 1', probability, 0.5),
  number('p11', 'state 1, action 1: probability of state 1', probability, 0.1),
];

const chosen = (term: string, value: (choice: Choice) => number): Choices => {
  const entries = Object.fromEntries(choices.map((choice) => [choice.name, value(choice)]));
  const { r00, r01, r10, r11, p00, p01, p10, p11, t0, t1, alpha, n, zeta } = entries;
  return { term, r00, r01, r10, r11, p00, p01, p10, p11, t0, t1, alpha, n, zeta };
};

/** Where the scene starts. */
export const start: Choices = chosen('', ({ start }) => start);

const fits = ({ low, high, name }: Choice, value: number): boolean =>
  value >= low && value <= high && (!['n', 'zeta'].includes(name) || Number.isInteger(value));

/** Choices as the query of an address: those that differ from the start. */
export const toQuery = (given: Choices): string =>
  new URLSearchParams([
    ...choices
      .filter(({ name, start }) => given[name] !== start)
      .map(({ name }): [string, string] => [name, String(given[name])]),
    ...(given.term === '' ? [] : [['term', given.term] satisfies [string, string]]),
  ]).toString();

/** The choices of an address. What is missing or out of bounds is where it starts. */
export const fromQuery = (query: string): Choices => {
  const given = new URLSearchParams(query);
  return chosen(given.get('term') ?? '', (choice) => {
    const value = numberIn(given.get(choice.name));
    return fits(choice, value) ? value : choice.start;
  });
};
