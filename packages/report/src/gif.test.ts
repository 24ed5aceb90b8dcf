import { GifReader } from 'omggif';
import type { Animation, Frame } from './animation';
import { animatedGif } from './gif';

/** A rod of one metre that stands on the ground and moves to the right by a metre a frame. */
const standing = (x: number): Frame => [{ from: [x, 0], to: [x, 1], radius: 0.05 }];
const lying = (x: number): Frame => [{ from: [x - 0.5, 0.05], to: [x + 0.5, 0.05], radius: 0.05 }];

const animation = (secondsPerFrame: number, ...tracks: readonly (readonly Frame[])[]): Animation => ({
  id: 'rod',
  title: 'Rod',
  description: 'A rod moves.',
  secondsPerFrame,
  style: 0,
  tracks: tracks.map((frames, i) => ({ name: `track ${String(i)}`, frames })),
});

const read = (made: Animation) => {
  const reader = new GifReader(Buffer.from(animatedGif(made)));
  const images = Array.from({ length: reader.numFrames() }, (_, frame) => {
    const rgba = new Uint8Array(4 * reader.width * reader.height);
    reader.decodeAndBlitFrameRGBA(frame, rgba);
    return rgba;
  });
  const colour = (frame: number, x: number, y: number): readonly number[] => {
    const at = 4 * (Math.floor(y * reader.height) * reader.width + Math.floor(x * reader.width));
    return [...images[frame].subarray(at, at + 3)];
  };
  return { reader, colour };
};

const white = [255, 255, 255];
const blue = [0x06, 0x2f, 0x91];

describe('animatedGif', () => {
  it('shows each track in its own part, and what waits at its end', () => {
    const { reader, colour } = read(animation(0.05, [0, 1, 2].map(standing), [0, 1].map(lying)));
    expect([reader.numFrames(), reader.width, reader.loopCount()]).toEqual([3, 480, 0]);
    for (const frame of [0, 1, 2]) {
      // The camera follows: the middle of the upper half is the middle of the standing rod.
      expect(colour(frame, 0.5, 0.25)).toEqual(blue);
      expect(colour(frame, 0.45, 0.25)).toEqual(white);
      expect(colour(frame, 0.5, 0.75)).toEqual(white);
      // The lying rod is a metre long; the window is 3 × (1.05 + 0.05) × 1.24 metres wide.
      const bottom = 0.5 + 0.5 * ((1.05 + 0.12 * 1.1 - 0.05) / (1.24 * 1.1));
      expect(colour(frame, 0.5 + 0.45 / (3 * 1.1 * 1.24), bottom)).toEqual(blue);
    }
  });

  it('fills the area of a rod', () => {
    const { reader, colour } = read(animation(0.05, [standing(0)]));
    const scale = reader.width / (3 * 1.1 * 1.24);
    let filled = 0;
    for (let y = 0; y < reader.height; y += 1)
      for (let x = 0; x < reader.width; x += 1) {
        const [red, , other] = colour(0, (x + 0.5) / reader.width, (y + 0.5) / reader.height);
        // Of the ground no shade is blue: it is grey, with less than 32 between red and blue.
        if (other - red > 32) filled += (255 - red) / (255 - blue[0]);
      }
    // A rectangle and two half discs.
    const area = (0.1 + Math.PI * 0.05 ** 2) * scale ** 2;
    expect(Math.abs(filled / area - 1)).toBeLessThan(0.05);
  });

  it.each([
    [0.05, 4, 4, 5],
    [0.008, 11, 3, 4],
    [0.04, 4, 4, 4],
    [1, 2, 2, 100],
    [700, 2, 2, 65_535],
  ])(
    'of %p seconds a frame shows %p frames as %p, for %p hundredths of a second',
    (seconds, given, shown, delay) => {
      const { reader } = read(
        animation(
          seconds,
          Array.from({ length: given }, (_, i) => standing(i)),
        ),
      );
      expect(reader.numFrames()).toBe(shown);
      expect(reader.frameInfo(0).delay).toBe(delay);
    },
  );
});
