import { nearestPreset, type Comparison, type Config } from '@sgmrl/experiments';
import { html, type Html } from '../html';

const asText = (config: Config): string => JSON.stringify(config, null, 2);

/** What the runs were trained with: how it differs from a preset, and all of it. */
export const settings = ({ groups }: Comparison): Html => {
  const { preset, different } = nearestPreset({ groups });
  return html`<section id="settings">
    <h2>Settings</h2>
    <p>
      Runs have their own seeds, iterations, estimators and inner steps. Otherwise the settings are those of
      the preset <code>${preset}</code>${different.length === 0 ? '.' : ', except:'}
    </p>
    ${
      different.length === 0
        ? undefined
        : html`<ul>
            ${different.map((difference) => html`<li><code>${difference}</code></li>`)}
          </ul>`
    }
    ${groups.map(
      ({ algorithm, innerSteps, runs: [first] }) =>
        html`<details>
          <summary>Whole configuration of ${algorithm}, ζ = ${innerSteps}, seed ${first.seed}</summary>
          <pre tabindex="0">${asText(first.config)}</pre>
        </details>`,
    )}
  </section>`;
};
