import type { Animation, Frame } from './animation';
import { drawPictures } from './drawn';

/** A rod of one metre, its left end at x. */
const rod = (x: number): Frame => [{ from: [x, 0.5], to: [x + 1, 0.5], radius: 0.25 }];

const figure: Animation = {
  id: 'rod',
  title: 'A rod',
  description: 'A rod slides.',
  secondsPerFrame: 0.05,
  style: 0,
  tracks: [{ name: 'before', frames: [rod(0), rod(2), rod(3)] }],
};

it('gives the seconds of each frame of an animation, and of its end', async () => {
  const [{ csv, values }] = await drawPictures([{ kind: 'animation', figure }])();
  expect(csv).toBe(
    [
      'track,seconds,segment,from x,from z,to x,to z,radius',
      'before,0,0,0,0.5,1,0.5,0.25',
      'before,0.05,0,2,0.5,3,0.5,0.25',
      'before,0.1,0,3,0.5,4,0.5,0.25',
      '',
    ].join('\n'),
  );
  expect(values).toEqual([
    ['track', 'seconds', 'x at the start', 'x at the end'],
    ['before', 0.1, 0.5, 3.5],
  ]);
});
