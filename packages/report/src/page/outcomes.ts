import {
  groupOutcomes,
  heldOutTasks,
  lastIterations,
  pairedOutcomes,
  settingColumns,
  type Comparison,
  type GroupOutcome,
  type ConfidenceInterval,
  type PairedOutcome,
} from '@sgmrl/experiments';
import type { Styles } from '../panels';
import { evenDecimals, interval, probability } from '../format';
import { html, type Html } from '../html';
import { seriesColour } from '../palette';
import { choicesTable } from './choices';
import { table, type Column } from './table';

/** With the colour of the group, which goes by the whole name. */
const named = ({ algorithm, bareName }: Pick<GroupOutcome, 'algorithm' | 'bareName'>, styles: Styles): Html =>
  html`<span class="swatch" style="background: ${seriesColour(styles(algorithm))}"></span>${bareName}`;

const numeric = (heading: string): Column => ({ heading, numeric: true });

const numbersOf = (intervals: readonly (ConfidenceInterval | undefined)[]) =>
  intervals.flatMap((one) => (one === undefined ? [] : [one.mean, one.low, one.high]));

/**
 * Returns of one group: on held-out tasks after none, and after as many inner steps as were trained
 * for (one for baselines); in training, before and after.
 */
const returnsOf = ({ heldOut, innerSteps, before, after }: GroupOutcome) => [
  heldOut.at(0),
  heldOut.at(Math.max(1, innerSteps)),
  before,
  after,
];

/** Names what the table has no held-out returns of. */
const notMeasured = (outcomes: readonly GroupOutcome[]): string => {
  const missing = outcomes.filter(({ heldOut }) => heldOut.length === 0);
  return missing.length === 0
    ? ''
    : ` Not measured on held-out tasks, because it is unfinished, or for a reason that is given below: ${missing.map(({ algorithm }) => algorithm).join('; ')}.`;
};

/** A mean over fewer seeds than there are says so. */
const measuredOn = ({ heldOut: [first], seeds }: GroupOutcome): Html | undefined =>
  first === undefined || first.seeds === seeds
    ? undefined
    : html` <small>(${first.seeds} of ${seeds} runs)</small>`;

const outcomeTable = (outcomes: readonly GroupOutcome[], styles: Styles, prefix: string): Html => {
  const show = interval(evenDecimals(numbersOf(outcomes.flatMap(returnsOf))));
  const settings = settingColumns(outcomes);
  return table({
    id: `${prefix}outcomes-table`,
    caption: 'Undiscounted return: mean over seeds with its 95 % interval.',
    columns: [
      { heading: 'algorithm' },
      ...settings.map(({ heading }) => ({ heading })),
      numeric('held out, before'),
      numeric('held out, after'),
      numeric('training, before'),
      numeric('training, after'),
      numeric('ζ'),
      numeric('seeds'),
    ],
    rows: outcomes.map((outcome) => {
      const [unadapted, adapted, before, after] = returnsOf(outcome).map(show);
      const measured = measuredOn(outcome);
      return [
        named(outcome, styles),
        ...settings.map(({ cell }) => cell(outcome)),
        [unadapted, measured],
        [adapted, measured],
        before,
        after,
        outcome.innerSteps,
        outcome.seeds,
      ];
    }),
  });
};

const pairedTable = (
  outcomes: readonly PairedOutcome[],
  tasks: string,
  styles: Styles,
  prefix: string,
): Html => {
  const show = interval(evenDecimals(numbersOf(outcomes.map(({ difference }) => difference))));
  return table({
    id: `${prefix}paired-table`,
    caption: `Return on ${tasks} after ζ inner steps (after none where it says so) less that of the reference after ζ with the same seed: mean difference with its 95 % interval.`,
    columns: [
      { heading: 'algorithm' },
      { heading: 'reference' },
      numeric('difference'),
      numeric('p (t)'),
      numeric('p (Holm)'),
      numeric('p (sign flip)'),
      numeric('ζ'),
      numeric('pairs'),
    ],
    rows: outcomes.map(({ algorithm, reference, innerSteps, measuredAfter, pairs, difference, ...p }) => [
      html`${named({ algorithm, bareName: algorithm }, styles)}${measuredAfter === innerSteps ? '' : ', not adapted'}`,
      reference,
      show(difference),
      probability(p.studentP),
      probability(p.adjustedP),
      probability(p.signFlipP),
      innerSteps,
      pairs,
    ]),
  });
};

/** What each group came to, and how sure that is. */
export const outcomes = (comparison: Comparison, styles: Styles, prefix: string): Html => {
  const paired = pairedOutcomes(comparison);
  const tasks = heldOutTasks(comparison.groups);
  const all = groupOutcomes(comparison);
  return html`<section id="${prefix}outcomes">
    <h2>Outcomes</h2>
    ${outcomeTable(all, styles, prefix)}
    <p class="caption">
      Held out: on ${tasks}, before and after ζ inner steps, one for baselines. In training: the last
      ${lastIterations} iterations, or all where there are fewer. Intervals are Student’s t; there is none for
      a single seed.${notMeasured(all)}
    </p>
    ${choicesTable(comparison, prefix)}
    ${
      paired.length === 0
        ? undefined
        : html`<h3>Paired by seed</h3>
            ${pairedTable(paired, tasks, styles, prefix)}
            <p class="caption">
              p of the paired t-test, the same adjusted by Holm for all rows, and p of the exact sign-flip
              test. With n pairs the latter is at least 2^(1−n), 0.0625 for five: a smaller p of the t-test
              rests on the differences being normal.
            </p>`
    }
  </section>`;
};
