import { centre, windowOf, type Animation, type Frame } from './animation';
import { filmStrip, player } from './player';

/** A rod of one metre on the ground, its left end at x, and a ball above it. */
const rod = (x: number): Frame => [
  { from: [x, 0.1], to: [x + 1, 0.1], radius: 0.1 },
  { from: [x, 0.5], to: [x + 1, 0.5], radius: 0.5 },
];

const animation: Animation = {
  id: 'rod',
  title: 'A rod & "more"',
  description: 'A rod slides.',
  secondsPerFrame: 0.05,
  style: 2,
  tracks: [
    { name: 'before <it>', frames: [rod(0), rod(1), rod(2)] },
    { name: 'after', frames: [rod(0), rod(-10)] },
  ],
};

it('is seen through a window that holds the highest and the ground, with a margin, and no figure is too wide', () => {
  const { bottom, top, width } = windowOf(animation);
  expect(bottom).toBeCloseTo(-0.12, 12);
  expect(top).toBeCloseTo(1.12, 12);
  expect(width).toBeCloseTo(3 * 1.24, 12);
  const flat: Frame = [{ from: [0, 0], to: [20, 0], radius: 0.1 }];
  expect(windowOf({ ...animation, tracks: [{ name: 'flat', frames: [flat] }] }).width).toBeGreaterThan(20);
});

it('is followed by a camera in the middle of the figure', () => {
  expect(rod(3)).toHaveLength(2);
  expect(centre(rod(3))).toBe(3.5);
});

it('puts the first frames into a page, and all of them as data', () => {
  const { markup } = player(animation);
  expect(markup.match(/<svg/g)).toHaveLength(2);
  expect(markup).toContain('A rod &amp; &quot;more&quot;');
  expect(markup).not.toContain('<it>');
  const data = /<script type="application\/json">([^]*?)<\/script>/.exec(markup)?.[1] ?? '';
  expect(JSON.parse(data)).toEqual({
    secondsPerFrame: 0.05,
    tracks: [
      [0, 1, 2].map((x) => [x, -0.1, x + 1, -0.1, x, -0.5, x + 1, -0.5]),
      [0, -10].map((x) => [x, -0.1, x + 1, -0.1, x, -0.5, x + 1, -0.5]),
    ],
  });
  expect(markup).toMatch(/max="2"/);
});

it('marks the ground every metre, and less often for who goes far', () => {
  const marks = (x: number): readonly number[] =>
    [
      ...player({ ...animation, tracks: [{ name: 'one', frames: [rod(0), rod(x)] }] }).markup.matchAll(
        /<text[^>]*>([−\d]+)</g,
      ),
    ].map(([, mark]) => Number(mark.replace('−', '-')));
  expect(marks(5)).toEqual(Array.from({ length: marks(5).length }, (_, i) => marks(5)[0] + i));
  expect(marks(5)[0]).toBeLessThanOrEqual(-3);
  expect(marks(5).at(-1)).toBeGreaterThanOrEqual(8);
  expect(marks(300)[1] - marks(300)[0]).toBe(10);
});

it('makes a film strip of six moments a track', () => {
  const strip = filmStrip(animation);
  expect(strip.match(/<svg/g)).toHaveLength(13);
  // The last moment of the second track is its last frame.
  expect(strip).toContain('x1="-10"');
});
