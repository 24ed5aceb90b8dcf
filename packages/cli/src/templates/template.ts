import type { Vocabulary } from '@sgmrl/experiments';

/** A module with words of one's own to begin with. */
export interface Template {
  /** Where its name stands in what it exports. */
  readonly section: keyof Vocabulary;
  readonly module: (name: string) => string;
  /** Runs the laws on it. */
  readonly laws: (name: string) => string;
  /** A first command with it: what follows `sgmrl`. */
  readonly use: (name: string, path: string) => string;
  /** Lines to print after that. */
  readonly more?: (name: string, path: string) => readonly string[];
}

/** A text with a name in the place of each `NAME`. */
export const named =
  (text: string) =>
  (name: string): string =>
    text.replaceAll('NAME', name);
