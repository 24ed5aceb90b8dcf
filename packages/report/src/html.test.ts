import * as fc from 'fast-check';
import { html, jsonScript, trusted } from './html';

const nasty = fc.string({
  unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '/', '=', '${', 'script', '-->', ' ', 'é'),
});

/** What a browser reads in text or in a quoted attribute. */
const read = (markup: string): string =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

it('keeps any text as text', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const { markup } = html`${text}`;
      expect(markup).not.toMatch(/[<>"']/);
      expect(read(markup)).toBe(text);
    }),
  );
});

it('puts markup, numbers and lists in as they are, and nothing for undefined', () => {
  expect(html`<i>${[trusted('<b>'), html`${'<'}`, 3, undefined, ['x']]}</i>`.markup).toBe('<i><b>&lt;3x</i>');
});

it('holds any data in a script that ends where it should', () => {
  fc.assert(
    fc.property(fc.array(nasty), (value) => {
      const { markup } = jsonScript(value);
      expect(markup.match(/</g)).toHaveLength(2);
      expect(JSON.parse(markup.replace(/<[^>]*>/g, ''))).toEqual(value);
    }),
  );
});
