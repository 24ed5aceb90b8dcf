/** A colour of the light and of the dark theme. */
export interface ThemeColour {
  readonly light: string;
  readonly dark: string;
}

/**
 * Colours of series, in the order in which they are given out. Hues keep their names in both
 * themes; lightness tells them apart where hue does not.
 */
export const seriesColours: readonly ThemeColour[] = [
  { light: '#062f91', dark: '#7ca4fc' }, // blue
  { light: '#a23e0b', dark: '#fb6501' }, // orange
  { light: '#0c9b88', dark: '#adfcd2' }, // green
  { light: '#530d36', dark: '#ae5e8e' }, // plum
  { light: '#a0851a', dark: '#f4c424' }, // ochre
  { light: '#793bce', dark: '#775ff9' }, // violet
  { light: '#7e1c20', dark: '#db89a1' }, // crimson
  { light: '#0b6a87', dark: '#6fd6fd' }, // teal
];

/** What is neither a series nor a number: text, lines and grounds. */
export const neutralColours = {
  surface: { light: '#ffffff', dark: '#16181d' },
  ink: { light: '#1c1f26', dark: '#eceef2' },
  muted: { light: '#565b66', dark: '#a9afbb' },
  rule: { light: '#dfe2e8', dark: '#343943' },
} satisfies Readonly<Record<string, ThemeColour>>;

/** The name of a {@link neutralColours}. */
export type Neutral = keyof typeof neutralColours;

/** The CSS variable of a neutral colour; the light one where no style sheet gives it a value. */
export const neutral = (name: Neutral): string => `var(--${name}, ${neutralColours[name].light})`;

/** The CSS variable of a series colour; from the first again when all are used. */
export const seriesColour = (index: number): string => {
  const which = index % seriesColours.length;
  return `var(--series-${String(which)}, ${seriesColours[which].light})`;
};

/**
 * Line patterns, of a number that has no factor in common with that of colours: 40 pairs before one
 * comes again.
 */
const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 3, 2, 3],
  [4, 4],
];

/** The line pattern of a series: dash, gap, … in pixels. */
export const seriesDash = (index: number): readonly number[] => dashes[index % dashes.length];

/** `--name: colour;` of every colour in a theme. */
export const themeVariables = (theme: keyof ThemeColour): string =>
  [
    ...Object.entries(neutralColours).map(([name, colour]) => `--${name}: ${colour[theme]};`),
    ...seriesColours.map((colour, i) => `--series-${String(i)}: ${colour[theme]};`),
  ].join(' ');

/**
 * An SVG of its own has no style sheet, and few programs but browsers know CSS variables: the light
 * colours, written out.
 */
export const withLightColours = (svg: string): string => svg.replace(/var\(--[\w-]+, (#[\da-f]{6})\)/g, '$1');
