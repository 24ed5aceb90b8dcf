import type { Returns } from '@sgmrl/meta-learning';
import { record, wholeNumber } from '@sgmrl/codecs';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';

/**
 * Returns on held-out tasks after so many inner steps: one number a task, the same tasks in every
 * row.
 */
export interface HeldOutRow {
  /** Taken on each task before it was measured. */
  readonly innerSteps: number;
  /** Mean return of a task's trajectories, γ = 1. */
  readonly undiscounted: readonly number[];
  /** The same with the discount γ of training. */
  readonly discounted: readonly number[];
}

/** What evaluation.json holds: how the parameters of a run adapt to held-out tasks. */
export interface HeldOut {
  /** Of this format. */
  readonly version: 1;
  /** Outer iterations that the parameters are the result of. */
  readonly iteration: number;
  /** How many held-out tasks. */
  readonly tasks: number;
  /** One for each of 0, 1, …, K inner steps. */
  readonly rows: readonly HeldOutRow[];
}

const heldOut: t.Type<HeldOut> = record('evaluation', {
  version: t.literal(1),
  iteration: wholeNumber(0, 1e9),
  tasks: wholeNumber(1, 100_000),
  rows: t.readonlyArray(
    record('row', {
      innerSteps: wholeNumber(0, 1_000),
      undiscounted: t.readonlyArray(t.number),
      discounted: t.readonlyArray(t.number),
    }),
  ),
});

/** Puts the returns of each task after 0, 1, … inner steps into rows. */
export const heldOutOf = (iteration: number, perTask: readonly (readonly Returns[])[]): HeldOut => ({
  version: 1,
  iteration,
  tasks: perTask.length,
  rows: perTask[0].map((_, innerSteps) => ({
    innerSteps,
    undiscounted: perTask.map((returns) => returns[innerSteps].undiscounted),
    discounted: perTask.map((returns) => returns[innerSteps].discounted),
  })),
});

/** The text of evaluation.json. */
export const encodeHeldOut = (value: HeldOut): string => `${JSON.stringify(value)}\n`;

/** The evaluation in the text of evaluation.json; undefined if it holds none of this version. */
export const decodeHeldOut = decodeText(heldOut);
