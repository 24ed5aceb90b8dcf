import type { Choice, Comparison } from '@sgmrl/experiments';
import { evenDecimals, interval } from '../format';
import { html, type Html } from '../html';
import { table } from './table';

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const nameOf = ({ algorithm, settings }: Choice): string =>
  [algorithm, ...settings.map(({ path, value }) => `${path}=${valueText(value)}`)].join(', ');

/** What was chosen for each algorithm, and from what; nothing where nothing was. */
export const choicesTable = ({ choices = [] }: Comparison, prefix: string): Html | undefined => {
  if (choices.length === 0) return undefined;
  const show = interval(
    evenDecimals(
      choices.flatMap(({ tried }) =>
        tried.flatMap(({ heldOut }) =>
          heldOut === undefined ? [] : [heldOut.mean, heldOut.low, heldOut.high],
        ),
      ),
    ),
  );
  const seeds = [...new Set(choices.flatMap(({ by }) => by))].join(', ');
  return html`<h3>Chosen values</h3>
    ${table({
      id: `${prefix}choices-table`,
      caption: `Return on held-out tasks after ζ inner steps with the seeds ${seeds}, by which values were chosen, and which count for nothing else: mean with its 95 % interval.`,
      columns: [
        { heading: 'algorithm' },
        { heading: 'field' },
        { heading: 'value' },
        { heading: 'held out', numeric: true },
        { heading: '' },
        { heading: 'ζ', numeric: true },
        { heading: 'seeds', numeric: true },
      ],
      rows: choices.flatMap((choice) =>
        choice.tried.map((one) => [
          nameOf(choice),
          choice.field,
          valueText(one.value),
          one.heldOut === undefined ? 'failed' : show(one.heldOut),
          one === choice.chosen ? 'chosen' : '',
          choice.innerSteps,
          one.seeds,
        ]),
      ),
    })}`;
};
