import type { Animation } from '../animation';
import type { LineFigure } from '../figure';
import type { PathFigure } from '../path-chart';

/** What a policy does, for the eye. */
export type Picture =
  | { readonly kind: 'paths'; readonly figure: PathFigure }
  | { readonly kind: 'lines'; readonly figure: LineFigure }
  | {
      readonly kind: 'animation';
      readonly figure: Animation;
      /** Whether it is wanted as a file that moves by itself, too. */
      readonly gif?: boolean;
    };

/** What could be pictured of a run. */
export interface Pictured {
  readonly pictures: readonly Picture[];
  /** Why it is not pictured as it was to be; of none there is nothing to say. */
  readonly problem?: string;
}

/** Whose behaviour is pictured, and how it is named and coloured. */
export interface Subject {
  /** Begins the names of its files. */
  readonly id: string;
  readonly title: string;
  /** Which training, which seed. */
  readonly subtitle: string;
  readonly style: number;
}
