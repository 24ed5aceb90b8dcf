import { visible } from '@sgmrl/codecs';

/** Markup that is safe to put into a page as it is. */
export interface Html {
  readonly kind: 'html';
  /** Elements and escaped text. */
  readonly markup: string;
}

/**
 * What a template takes: text is escaped, markup is not, of a list every member goes in, and
 * nothing for undefined.
 */
export type Content = string | number | undefined | Html | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string =>
  visible(text).replace(/[&<>"']/g, (character) => entities[character]);

const isHtml = (content: Content): content is Html => typeof content === 'object' && 'kind' in content;

const markupOf = (content: Content): string => {
  if (content === undefined) return '';
  if (typeof content === 'string') return escape(content);
  if (typeof content === 'number') return String(content);
  return isHtml(content) ? content.markup : content.map(markupOf).join('');
};

/** Markup from a source that is trusted to be markup: a chart, a style sheet, a program of ours. */
export const trusted = (markup: string): Html => ({ kind: 'html', markup });

/**
 * A template of markup. What is put in is escaped, in text and in quoted attributes alike, and
 * {@link visible}.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { html } from '@sgmrl/report';
 * const name = '<script>"run" & co</script>';
 * strictEqual(
 *   html`<p title="${name}">${[1, html`<b>2</b>`]}</p>`.markup,
 *   '<p title="&lt;script&gt;&quot;run&quot; &amp; co&lt;/script&gt;">1<b>2</b></p>',
 * );
 * ```
 */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  trusted(parts.map((part, i) => part + (i < contents.length ? markupOf(contents[i]) : '')).join(''));

/** Data for the programs of a page, as JSON that cannot end the element it stands in. */
export const jsonScript = (value: unknown): Html =>
  html`<script type="application/json">
    ${trusted(JSON.stringify(value).replaceAll('<', '\\u003c'))}
  </script>`;
