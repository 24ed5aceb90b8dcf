import {
  groupOutcomes,
  heldOutTasks,
  lastIterations,
  pairedOutcomes,
  type Comparison,
  type GroupOutcome,
  type PairedOutcome,
} from '@sgmrl/experiments';
import type { Styles } from '../curves';
import { interval, number } from '../format';
import { html, type Content, type Html } from '../html';
import { seriesColour } from '../palette';
import { table, type Column } from './table';

const named = (algorithm: string, styles: Styles): Html =>
  html`<span class="swatch" style="background: ${seriesColour(styles(algorithm))}"></span>${algorithm}`;

const returnColumn = (heading: string): Column => ({ heading, numeric: true });

/** Held-out returns after none, and after as many inner steps as were trained for (one for baselines). */
const heldOut = ({ heldOut: rows, innerSteps }: GroupOutcome): readonly Content[] => [
  interval(rows[0]),
  interval(rows[Math.max(1, innerSteps)]),
];

const outcomeTable = (outcomes: readonly GroupOutcome[], tasks: string, styles: Styles): Html =>
  table(
    'outcomes-table',
    `Undiscounted return: mean over seeds, with its 95 % interval (Student’s t) from two seeds on. In training: the last ${String(lastIterations)} iterations. Held out: on ${tasks} after ζ inner steps, one for baselines.`,
    [
      { heading: 'algorithm' },
      returnColumn('ζ'),
      returnColumn('seeds'),
      returnColumn('training, before'),
      returnColumn('training, after'),
      returnColumn('held out, before'),
      returnColumn('held out, after'),
    ],
    outcomes.map((outcome) => [
      named(outcome.algorithm, styles),
      outcome.innerSteps,
      outcome.seeds,
      interval(outcome.before),
      interval(outcome.after),
      ...heldOut(outcome),
    ]),
  );

const pairedTable = (outcomes: readonly PairedOutcome[], tasks: string, styles: Styles): Html =>
  table(
    'paired-table',
    `Return on ${tasks} after ζ inner steps (after none where it says so) less that of the reference after ζ with the same seed: mean difference with its 95 % interval, p of the paired t-test, the same adjusted by Holm for all rows, and p of the exact sign-flip test. With n pairs the latter is at least 2^(1−n), 0.0625 for five: a smaller p of the t-test rests on the differences being normal.`,
    [
      { heading: 'algorithm' },
      { heading: 'reference' },
      returnColumn('ζ'),
      returnColumn('pairs'),
      returnColumn('difference'),
      returnColumn('p (t)'),
      returnColumn('p (Holm)'),
      returnColumn('p (sign flip)'),
    ],
    outcomes.map(({ algorithm, reference, innerSteps, measuredAfter, pairs, difference, ...p }) => [
      html`${named(algorithm, styles)}${measuredAfter === innerSteps ? '' : ', not adapted'}`,
      reference,
      innerSteps,
      pairs,
      interval(difference),
      number(p.studentP),
      number(p.adjustedP),
      number(p.signFlipP),
    ]),
  );

/** What each algorithm came to, and how sure that is. */
export const outcomes = (comparison: Comparison, styles: Styles): Html => {
  const paired = pairedOutcomes(comparison);
  const tasks = heldOutTasks(comparison.groups);
  return html`<section id="outcomes">
    <h2>Outcomes</h2>
    ${outcomeTable(groupOutcomes(comparison), tasks, styles)}
    ${
      paired.length === 0
        ? undefined
        : html`<h3>Paired by seed</h3>
            ${pairedTable(paired, tasks, styles)}`
    }
  </section>`;
};
