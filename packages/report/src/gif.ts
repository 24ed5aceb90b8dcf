import type { Segment } from '@sgmrl/environments';
import { GifWriter } from 'omggif';
import { centre, windowOf, type Animation, type Frame, type Track, type Window } from './animation';
import { neutralColours, seriesColours } from './palette';
import { groundMarks } from './player';

/** Pixels. */
const pageWidth = 480;
/** Players draw no frame more often than this. */
const shortestDelay = 0.04;
/** Hundredths of a second: a file has two bytes for it. */
const longestDelay = 65_535;
/** Shades between the surface and a colour, those two included. */
const shades = 16;

const channels = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** From the surface to a colour. */
const ramp = (colour: string): readonly number[] => {
  const [from, to] = [channels(neutralColours.surface.light), channels(colour)];
  return Array.from({ length: shades }, (_, i) =>
    from.reduce((rgb, x, k) => 256 * rgb + Math.round(x + ((to[k] - x) * i) / (shades - 1)), 0),
  );
};

/** A part of the image that shows one track, and metres in pixels. */
interface Lane {
  readonly window: Window;
  readonly top: number;
  readonly height: number;
  readonly scale: number;
  /** x in metres at the left border. */
  readonly left: number;
}

/** Distance of a point from a line between two points. */
const distance = (
  x: number,
  y: number,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number => {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  const [toX, toY] = [x - ax - along * dx, y - ay - along * dy];
  return Math.sqrt(toX * toX + toY * toY);
};

/** Fills a rod, the pixels of its border in part: the shades after `ramp` in the palette. */
const fill = (pixels: number[], lane: Lane, { from, to, radius }: Segment, colours: number): void => {
  const at = ([x, z]: readonly [number, number]): readonly [number, number] => [
    (x - lane.left) * lane.scale,
    lane.top + (lane.window.top - z) * lane.scale,
  ];
  const [a, b, r] = [at(from), at(to), Math.max(0.5, radius * lane.scale)];
  const range = (axis: 0 | 1, least: number, most: number): readonly [number, number] => [
    Math.max(least, Math.floor(Math.min(a[axis], b[axis]) - r - 1)),
    Math.min(most, Math.ceil(Math.max(a[axis], b[axis]) + r + 1)),
  ];
  const [left, right] = range(0, 0, pageWidth);
  const [top, bottom] = range(1, lane.top, lane.top + lane.height);
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      const covered = Math.min(1, Math.max(0, r + 0.5 - distance(x + 0.5, y + 0.5, a, b)));
      const shade = Math.round(covered * (shades - 1));
      const there = pixels[y * pageWidth + x];
      if (shade > 0 && (there < colours || there < colours + shade))
        pixels[y * pageWidth + x] = colours + shade;
    }
};

/** The ground with its marks. */
const groundOf = (track: Track, { width, bottom }: Window): Frame => {
  const marks = groundMarks(track, width);
  const radius = -bottom / 80;
  return [
    { from: [marks[0], 0], to: [marks[marks.length - 1], 0], radius },
    ...marks.map((x): Segment => ({ from: [x, 0], to: [x, bottom / 3], radius })),
  ];
};

/**
 * An animation as a file that moves wherever images are shown: one track above the other in their
 * order, 480 pixels wide, in the light colours, again and again. A track that is shorter than
 * others waits at its end. Players draw at most 25 frames a second, so that of quicker ones some
 * are left out. The same animation gives the same bytes.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { animatedGif } from '@sgmrl/report';
 * const falling = [2, 1, 0].map((z) => [{ from: [0, z], to: [1, z], radius: 0.1 }] as const);
 * const gif = animatedGif({
 *   id: 'fall', title: 'Fall', description: 'A rod falls.', secondsPerFrame: 0.05, style: 0,
 *   tracks: [{ name: 'once', frames: falling }],
 * });
 * strictEqual(Buffer.from(gif.subarray(0, 6)).toString(), 'GIF89a');
 * ```
 */
export const animatedGif = (animation: Animation): Uint8Array => {
  const { tracks, secondsPerFrame, style } = animation;
  const window = windowOf(animation);
  const scale = pageWidth / window.width;
  const height = Math.ceil((window.top - window.bottom) * scale);
  const stride = Math.max(1, Math.ceil(shortestDelay / secondsPerFrame - 1e-9));
  const longest = Math.max(...tracks.map(({ frames }) => frames.length));
  const grounds = tracks.map((track) => groundOf(track, window));
  const bytes: number[] = [];
  const writer = new GifWriter(bytes, pageWidth, height * tracks.length, {
    palette: [neutralColours.muted.light, seriesColours[style % seriesColours.length].light].flatMap(ramp),
    loop: 0,
  });
  for (let i = 0; i < longest; i += stride) {
    const pixels = new Array<number>(pageWidth * height * tracks.length).fill(0);
    tracks.forEach(({ frames }, t) => {
      const frame = frames[Math.min(i, frames.length - 1)];
      const lane = { window, top: t * height, height, scale, left: centre(frame) - window.width / 2 };
      for (const rod of grounds[t]) fill(pixels, lane, rod, 0);
      for (const rod of frame) fill(pixels, lane, rod, shades);
    });
    writer.addFrame(0, 0, pageWidth, height * tracks.length, pixels, {
      delay: Math.min(longestDelay, Math.round(100 * stride * secondsPerFrame)),
    });
  }
  return Uint8Array.from(bytes.slice(0, writer.end()));
};
