import type * as T from 'fp-ts/lib/Task.js';
import type { Config, TopLevelSpec } from 'vega-lite';
import { neutral } from './palette';

const font = 'system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif';

/** Colours are CSS variables, so that a page can change them; text is large enough for a phone. */
const config: Config = {
  background: neutral('surface'),
  font,
  view: { stroke: null },
  title: {
    color: neutral('ink'),
    fontSize: 15,
    fontWeight: 600,
    anchor: 'start',
    offset: 12,
    subtitleColor: neutral('muted'),
    subtitleFontSize: 13,
  },
  axis: {
    labelColor: neutral('muted'),
    titleColor: neutral('ink'),
    gridColor: neutral('rule'),
    domainColor: neutral('muted'),
    tickColor: neutral('muted'),
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
  },
  legend: {
    labelColor: neutral('ink'),
    titleColor: neutral('ink'),
    labelFontSize: 12,
    titleFontSize: 12,
    symbolSize: 140,
    symbolStrokeWidth: 2,
    symbolOpacity: 1,
    // Without a canvas text is taken for wider than it is.
    labelLimit: 600,
  },
  header: { labelColor: neutral('ink'), titleColor: neutral('ink'), labelFontSize: 13 },
  text: { color: neutral('ink') },
};

/**
 * The SVG of a Vega-Lite specification, in the colours and letters of all figures. The libraries
 * are loaded by the first figure.
 */
export const vegaSvg =
  (spec: TopLevelSpec): T.Task<string> =>
  async () => {
    const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
    const view = new View(parse(compile({ ...spec, config }).spec), { renderer: 'none' });
    try {
      return `${await view.toSVG()}\n`;
    } finally {
      view.finalize();
    }
  };
