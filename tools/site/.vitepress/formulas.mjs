import { textRuns } from '../src/formula-runs';

const tags = { low: 'sub', high: 'sup' };

/** Sets what documents write as V_ζ, A^{t−1} low and high: in sentences, and in indented formulas. */
export const formulas = (md) => {
  const { escapeHtml } = md.utils;
  const htmlOf = (runs) =>
    runs
      .map(({ place, text }) =>
        place === 'line' ? escapeHtml(text) : `<${tags[place]}>${escapeHtml(text)}</${tags[place]}>`,
      )
      .join('');

  const set = (state, token) => {
    const runs = token.type === 'text' ? textRuns(token.content) : [];
    if (runs.length <= 1) return [token];
    const html = new state.Token('html_inline', '', 0);
    html.content = htmlOf(runs);
    return [html];
  };
  md.core.ruler.push('formulas', (state) => {
    state.tokens.forEach((token, i) => {
      // Headings give titles and the outline their text.
      if (token.type === 'inline' && i > 0 && state.tokens[i - 1].type !== 'heading_open')
        token.children = token.children.flatMap((child) => set(state, child));
    });
  });

  md.renderer.rules.code_block = (tokens, index) =>
    `<pre v-pre class="formula"><code>${htmlOf(textRuns(tokens[index].content))}</code></pre>\n`;
};
