import type { ComparedRun, Comparison, Versions } from '@sgmrl/experiments';
import { count, duration, number } from '../format';
import { html, type Content, type Html } from '../html';
import { table } from './table';

const seconds = ({ records }: ComparedRun): number =>
  records.reduce((sum, { seconds: { plan, run, finish } }) => sum + plan + run + finish, 0);

/** With what a run was computed; runs of old do not say. */
const programs = (versions: Versions | undefined): string =>
  versions === undefined
    ? '–'
    : `sgmrl ${versions.sgmrl}, Node.js ${versions.node}, MuJoCo ${versions.mujoco}, TensorFlow.js ${versions.tfjs}`;

const row = (algorithm: string, innerSteps: number, run: ComparedRun): readonly Content[] => {
  const { directory, seed, config, records, versions } = run;
  const last = records.at(-1);
  return [
    html`<code>${directory}</code>`,
    algorithm,
    innerSteps,
    seed,
    `${count(records.length)} of ${count(config.iterations)}`,
    count(last?.timesteps ?? 0),
    duration(seconds(run)),
    number(last?.after.undiscounted.mean),
    programs(versions),
  ];
};

/** Every run: how far it came, how long that took, and what it was computed with. */
export const runs = ({ groups, problems }: Comparison): Html =>
  html`<section id="runs">
    <h2>Runs</h2>
    ${
      problems.length === 0
        ? undefined
        : html`<div class="note">
            <p>Not everything is there:</p>
            <ul>
              ${problems.map(({ directory, problem }) => html`<li><code>${directory}</code>: ${problem}</li>`)}
            </ul>
          </div>`
    }
    ${table(
      'runs-table',
      'Runs of this report; time is that of training on the wall clock.',
      [
        { heading: 'run' },
        { heading: 'algorithm' },
        { heading: 'ζ', numeric: true },
        { heading: 'seed', numeric: true },
        { heading: 'iterations', numeric: true },
        { heading: 'environment steps', numeric: true },
        { heading: 'time', numeric: true },
        { heading: 'last return after adaptation', numeric: true },
        { heading: 'computed with' },
      ],
      groups.flatMap(({ algorithm, innerSteps, runs: all }) =>
        all.map((run) => row(algorithm, innerSteps, run)),
      ),
    )}
  </section>`;
