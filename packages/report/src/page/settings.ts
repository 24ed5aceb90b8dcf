import { groupName, nearestPreset, type Comparison, type Config } from '@sgmrl/experiments';
import { html, type Html } from '../html';

const asText = (config: Config): string => JSON.stringify(config, null, 2);

/** The fields in which groups differ, as their names tell. */
const varied = ({ groups }: Comparison): Html | undefined => {
  const paths = [...new Set(groups.flatMap(({ settings = [] }) => settings.map(({ path }) => path)))];
  return paths.length === 0
    ? undefined
    : html`<p>
        Groups of runs differ in ${paths.map((path, i) => html`${i === 0 ? '' : ', '}<code>${path}</code>`)}.
      </p>`;
};

const preset = (comparison: Comparison): Html => {
  const nearest = nearestPreset(comparison);
  if (nearest === undefined)
    return html`<p>Runs have their own seeds, iterations, estimators and inner steps.</p>`;
  const { different } = nearest;
  return html`<p>
      Runs have their own seeds, iterations, estimators and inner steps. Otherwise the settings are those of
      the preset <code>${nearest.preset}</code>${different.length === 0 ? '.' : ', except:'}
    </p>
    ${
      different.length === 0
        ? undefined
        : html`<ul>
            ${different.map((difference) => html`<li><code>${difference}</code></li>`)}
          </ul>`
    }`;
};

/** What the runs were trained with: how it differs from a preset, and all of it. */
export const settings = (comparison: Comparison, prefix: string): Html => {
  const { groups } = comparison;
  return html`<section id="${prefix}settings">
    <h2>Settings</h2>
    ${varied(comparison)} ${preset(comparison)}
    ${groups.map(
      (group) =>
        html`<details>
          <summary>
            Whole configuration of ${groupName(group)}, ζ = ${group.innerSteps}, seed ${group.runs[0].seed}
          </summary>
          <pre tabindex="0">${asText(group.runs[0].config)}</pre>
        </details>`,
    )}
  </section>`;
};
