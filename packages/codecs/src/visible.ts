/**
 * Controls, formats (directions of writing, zero-width characters), lone surrogates and line
 * separators: unseen, and able to mislead.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => character.charCodeAt(i).toString(16).padStart(4, '0'))
    .map((unit) => `\\u${unit}`)
    .join('');

/**
 * A text with everything in it to be seen: characters that move the cursor, change colours, turn
 * the direction of writing or have no width are written as JSON writes them (`\u001b`). Ends of
 * lines and tabs stay. A JSON text stays the same JSON.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { visible } from '@sgmrl/codecs';
 * strictEqual(visible('runs/\u001b[2Jgone\u202e\nnext, ζ = 3'), 'runs/\\u001b[2Jgone\\u202e\nnext, ζ = 3');
 * ```
 */
export const visible = (text: string): string =>
  text.replace(unseen, (character) =>
    character === '\n' || character === '\t' ? character : escaped(character),
  );

/**
 * The same for a name, which has one line: ends of lines and tabs are escaped, too.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { visibleName } from '@sgmrl/codecs';
 * strictEqual(visibleName('a\nb'), 'a\\u000ab');
 * ```
 */
export const visibleName = (name: string): string => name.replace(unseen, escaped);
