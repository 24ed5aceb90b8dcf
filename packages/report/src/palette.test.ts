import { neutralColours, seriesColours, withLightColours, neutral, type ThemeColour } from './palette';

type Rgb = readonly [number, number, number];

/** Linear red, green and blue in [0, 1] of an sRGB colour (IEC 61966-2-1). */
const linear = (hex: string): Rgb => {
  const channel = (at: number): number => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

/** Contrast ratio (WCAG 2.2). */
const contrast = (one: string, other: string): number => {
  const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [low, high] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

/** Oklab (Ottosson, 2020) of linear sRGB. */
const oklab = ([r, g, b]: Rgb): Rgb => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
};

/**
 * How linear sRGB looks to people without one kind of cone (Machado, Oliveira, Fernandes, 2009,
 * severity 1).
 */
const visions: Readonly<Record<string, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const seen = (hex: string, vision: readonly Rgb[]): Rgb => {
  const from = linear(hex);
  const row = (i: number): number =>
    Math.max(0, vision[i][0] * from[0] + vision[i][1] * from[1] + vision[i][2] * from[2]);
  return oklab([row(0), row(1), row(2)]);
};

const themes: readonly (keyof ThemeColour)[] = ['light', 'dark'];

describe.each(themes)('the %s theme', (theme) => {
  const ground = neutralColours.surface[theme];

  it('has text of contrast 4.5 and lines of contrast 3 (WCAG 1.4.3, 1.4.11)', () => {
    for (const name of ['ink', 'muted'] as const)
      expect(contrast(neutralColours[name][theme], ground)).toBeGreaterThan(4.5);
    for (const colour of seriesColours) expect(contrast(colour[theme], ground)).toBeGreaterThan(3);
  });

  it.each(Object.keys(visions))('has series colours that differ by 0.09 of Oklab to %s vision', (vision) => {
    const colours = seriesColours.map((colour) => seen(colour[theme], visions[vision]));
    colours.forEach((one, i) => {
      for (const other of colours.slice(0, i))
        expect(Math.hypot(...one.map((x, axis) => x - other[axis]))).toBeGreaterThan(0.09);
    });
  });
});

it('knows the contrast of black on white', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});

it('writes out the light colours where there is no style sheet', () => {
  expect(withLightColours(`<g fill="${neutral('surface')}" stroke="var(--x, #010203)"/>`)).toBe(
    '<g fill="#ffffff" stroke="#010203"/>',
  );
});
