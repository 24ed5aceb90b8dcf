import { groupName, type ComparedRun, type Comparison, type Versions } from '@sgmrl/experiments';
import { count, duration, evenDecimals, fixed } from '../format';
import { html, type Content, type Html } from '../html';
import { table } from './table';

const seconds = ({ records }: ComparedRun): number =>
  records.reduce((sum, { seconds: { plan, run, finish } }) => sum + plan + run + finish, 0);

const lastReturn = ({ records }: ComparedRun): number | undefined => records.at(-1)?.after.undiscounted.mean;

const row =
  (show: (x: number | undefined) => string) =>
  (name: string, innerSteps: number, run: ComparedRun): readonly Content[] => [
    html`<code>${run.directory}</code>`,
    name,
    innerSteps,
    run.seed,
    `${count(run.records.length)} of ${count(run.config.iterations)}`,
    count(run.records.at(-1)?.timesteps ?? 0),
    duration(seconds(run)),
    show(lastReturn(run)),
  ];

/** With what a run was computed; runs of old do not say. */
const programs = (versions: Versions | undefined): string =>
  versions === undefined
    ? 'they do not say'
    : `sgmrl ${versions.sgmrl}, Node.js ${versions.node}, MuJoCo ${versions.mujoco}, TensorFlow.js ${versions.tfjs}`;

/** One sentence where all runs were computed with the same programs, else one for each of them. */
const computedWith = (runs: readonly ComparedRun[]): Html => {
  const all = runs.map(({ versions }) => programs(versions));
  const distinct = [...new Set(all)];
  const whose = (program: string): Content =>
    distinct.length === 1
      ? 'all runs'
      : runs
          .filter((_, i) => all[i] === program)
          .map(({ directory }, i) => html`${i === 0 ? '' : ', '}<code>${directory}</code>`);
  return html`<p class="caption">
    What the runs were computed with:
    ${distinct.map((program, i) => html`${i === 0 ? '' : '; '}${whose(program)}: ${program}`)}.
  </p>`;
};

/** A problem, and below it the way through code of one's own. */
const lines = (text: string): Html => {
  const [first, ...stack] = text.split('\n');
  return stack.length === 0
    ? html`${first}`
    : html`${first}
        <pre>${stack.join('\n')}</pre>`;
};

const problemNote = (problems: Comparison['problems']): Html | undefined =>
  problems.length === 0
    ? undefined
    : html`<div class="note">
        <p>Not everything is there:</p>
        <ul>
          ${problems.map(({ directory, problem }) => html`<li><code>${directory}</code>: ${lines(problem)}</li>`)}
        </ul>
      </div>`;

/** Every run: how far it came, how long that took, and what it was computed with. */
export const runs = ({ groups, problems }: Comparison, prefix: string): Html => {
  const all = groups.flatMap((group) => group.runs);
  const rowOf = row(fixed(evenDecimals(all.map(lastReturn))));
  return html`<section id="${prefix}runs">
    <h2>Runs</h2>
    ${problemNote(problems)}
    ${table({
      id: `${prefix}runs-table`,
      caption: 'Runs of this report; time is that of training on the wall clock.',
      columns: [
        { heading: 'run' },
        { heading: 'algorithm' },
        { heading: 'ζ', numeric: true },
        { heading: 'seed', numeric: true },
        { heading: 'iterations', numeric: true },
        { heading: 'environment steps', numeric: true },
        { heading: 'time', numeric: true },
        { heading: 'last return, after', numeric: true },
      ],
      rows: groups.flatMap((group) =>
        group.runs.map((run) => rowOf(groupName(group), group.innerSteps, run)),
      ),
    })}
    ${computedWith(all)}
  </section>`;
};
