import { differences, presets, type Comparison, type Config } from '@sgmrl/experiments';
import { html, type Html } from '../html';

interface Distance {
  readonly preset: string;
  readonly different: readonly string[];
}

/** Seeds are listed run by run. */
const unseeded = (config: Config) => ({ ...config, seed: undefined });

/** The preset that a configuration differs from in the fewest places. */
export const nearestPreset = (config: Config): Distance =>
  Object.entries(presets)
    .map(([preset, { config: known }]): Distance => ({
      preset,
      different: differences(unseeded(config), unseeded(known)),
    }))
    .reduce((best, next) => (next.different.length < best.different.length ? next : best));

const asText = (config: Config): string => JSON.stringify(config, null, 2);

/** What the runs were trained with: how it differs from a preset, and all of it. */
export const settings = ({ config, groups }: Comparison): Html => {
  const { preset, different } = nearestPreset(config);
  return html`<section id="settings">
    <h2>Settings</h2>
    ${
      different.length === 0
        ? html`<p>Those of the preset <code>${preset}</code>.</p>`
        : html`<p>Those of the preset <code>${preset}</code>, except (first run):</p>
            <ul>
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
