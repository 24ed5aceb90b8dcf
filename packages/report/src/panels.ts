import { groupName, type ComparedGroup } from '@sgmrl/experiments';

/**
 * Gives the name of every group its number, for colour, line pattern and symbol: the same in every
 * figure.
 */
export type Styles = (name: string) => number;

/** Numbers the names of groups in the order in which they first appear. */
export const stylesOf = (groups: readonly ComparedGroup[]): Styles => {
  const names = [...new Set(groups.map(groupName))];
  return (name) => names.indexOf(name);
};

/** A number of inner steps, in words. */
export const innerStepsInWords = (innerSteps: number): string =>
  `${String(innerSteps)} inner step${innerSteps === 1 ? '' : 's'}`;

/**
 * Groups that belong into one figure: those that train with ζ inner steps, and what they are
 * measured against.
 */
export interface Panel {
  /** Ends the names of files. */
  readonly id: string;
  readonly title: string;
  readonly groups: readonly ComparedGroup[];
}

/** A panel for each number of inner steps of training; baselines are in each of them. */
export const panelsOf = (groups: readonly ComparedGroup[]): readonly Panel[] => {
  const baselines = groups.filter(({ innerSteps }) => innerSteps === 0);
  const numbers = [...new Set(groups.map(({ innerSteps }) => innerSteps))].filter((n) => n > 0);
  return numbers.length === 0
    ? [{ id: 'inner-steps-0', title: 'no inner steps', groups: baselines }]
    : numbers
        .sort((a, b) => a - b)
        .map((innerSteps) => ({
          id: `inner-steps-${String(innerSteps)}`,
          title: innerStepsInWords(innerSteps),
          groups: [...groups.filter((group) => group.innerSteps === innerSteps), ...baselines],
        }));
};
