const opening = '([{⟨';
const closing = ')]}⟩';

interface Break {
  /** Where the next line begins. */
  readonly at: number;
  /** How many brackets are open there. */
  readonly depth: number;
}

/** Before `+` and `−`, and after `;` and `,`. */
const breaks = (formula: string): readonly Break[] => {
  const found: Break[] = [];
  let depth = 0;
  for (let i = 0; i < formula.length; i++) {
    if (opening.includes(formula[i])) depth++;
    if (closing.includes(formula[i])) depth--;
    const joins = [' + ', ' − '].some((sign) => formula.startsWith(sign, i));
    if (joins || (formula[i] === ' ' && ';,'.includes(formula[i - 1]))) found.push({ at: i + 1, depth });
  }
  return found;
};

/**
 * A formula as lines of at most so many characters where it has places to break: where the fewest
 * brackets are open, and of these as late as possible. Lines within brackets are indented.
 */
export const formulaLines = (formula: string, width: number): readonly string[] => {
  const places = breaks(formula);
  const from = ({ at, depth }: Break): readonly string[] => {
    const indent = '  '.repeat(depth);
    const end = at + width - indent.length;
    const rest = indent + formula.slice(at);
    const within = places.filter((place) => place.at > at && place.at - 1 <= end);
    if (rest.length <= width || within.length === 0) return [rest];
    const next = within.reduce((best, one) => (one.depth <= best.depth ? one : best));
    return [indent + formula.slice(at, next.at - 1), ...from(next)];
  };
  return from({ at: 0, depth: 0 });
};

/** Text as lines of at most so many characters, broken between words. */
export const textLines = (text: string, width: number): readonly string[] =>
  text.split(' ').reduce<readonly string[]>((lines, word) => {
    const longer = [...lines.slice(-1), word].join(' ');
    return longer.length <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
