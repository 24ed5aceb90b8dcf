import { centre, windowOf, type Animation, type Frame, type Track, type Window } from './animation';
import { html, jsonScript, trusted, type Html } from './html';
import { neutral, seriesColour } from './palette';

/** Millimetres are seen, less is not; and a page stays small. */
const rounded = (x: number): number => Math.round(x * 1e3) / 1e3;

/** Four numbers a segment, z turned downwards as y is in SVG. */
const coordinates = (frame: Frame): readonly number[] =>
  frame.flatMap(({ from, to }) => [from[0], -from[1], to[0], -to[1]].map(rounded));

/** The least of 1, 2, 5, 10, 20, 50, … that is greater. */
const unitFor = (distance: number, power = 1): number =>
  [1, 2, 5].map((digit) => digit * power).find((unit) => unit > distance) ?? unitFor(distance, 10 * power);

/** Marks on the ground: a metre apart, or more for who goes far. */
export const groundMarks = ({ frames }: Track, width: number): readonly number[] => {
  const centres = frames.map(centre);
  const from = centres.reduce((least, x) => Math.min(least, x), centres[0]) - width;
  const to = centres.reduce((most, x) => Math.max(most, x), centres[0]) + width;
  const unit = unitFor((to - from) / 60);
  const first = Math.ceil(from / unit);
  return Array.from({ length: Math.floor(to / unit) - first + 1 }, (_, i) => (first + i) * unit);
};

const ground = (track: Track, { width, bottom }: Window): Html => {
  const marks = groundMarks(track, width);
  const size = -bottom;
  return html`<g stroke="${neutral('muted')}" stroke-width="${size / 40}" fill="${neutral('muted')}">
    <line x1="${marks[0]}" y1="0" x2="${marks[marks.length - 1]}" y2="0"></line>
    ${marks.map(
      (x) =>
        html`<line x1="${x}" y1="0" x2="${x}" y2="${size / 3}"></line>
          <text x="${x}" y="${size * 0.95}" font-size="${size * 0.55}" text-anchor="middle" stroke="none"
            >${String(x).replace('-', '−')}</text
          >`,
    )}
  </g>`;
};

/** A figure as it stands in one frame; `place` holds further attributes. */
const picture = (
  { title, style }: Animation,
  window: Window,
  track: Track,
  frame: Frame,
  place?: Html,
): Html => {
  const { width, bottom, top } = window;
  const points = coordinates(frame);
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    role="img"
    aria-label="${title}: ${track.name}"
    viewBox="${rounded(centre(frame) - width / 2)} ${rounded(-top)} ${rounded(width)} ${rounded(top - bottom)}"
    ${place}
  >
    ${ground(track, window)}
    <g class="body" stroke="${seriesColour(style)}" stroke-linecap="round">
      ${frame.map(
        ({ radius }, i) =>
          html`<line
            x1="${points[4 * i]}"
            y1="${points[4 * i + 1]}"
            x2="${points[4 * i + 2]}"
            y2="${points[4 * i + 3]}"
            stroke-width="${rounded(2 * radius)}"
          ></line>`,
      )}
    </g>
  </svg>`;
};

const place = (x: number): string => `x = ${x.toFixed(2).replace('-', '−')} m`;

/** A track as it begins; a program moves it on. */
const lane = (animation: Animation, window: Window, track: Track): Html =>
  html`<div class="lane">
    <p>${track.name} <output>${place(centre(track.frames[0]))}</output></p>
    ${picture(animation, window, track, track.frames[0])}
  </div>`;

/**
 * An animation for a page: still without a program, and where motion is to be reduced until it is
 * started; else it plays while it can be seen. {@link playerScript} moves it.
 */
export const player = (animation: Animation): Html => {
  const window = windowOf(animation);
  const { tracks, secondsPerFrame } = animation;
  const last = Math.max(...tracks.map(({ frames }) => frames.length)) - 1;
  return html`<div class="player" data-player>
    <h3>${animation.title}</h3>
    ${tracks.map((track) => lane(animation, window, track))}
    <div class="controls" hidden>
      <button type="button">Play</button>
      <input type="range" min="0" max="${last}" value="0" aria-label="frame of ${animation.title}" />
      <output>0.00 s</output>
    </div>
    ${jsonScript({ secondsPerFrame, tracks: tracks.map(({ frames }) => frames.map(coordinates)) })}
  </div>`;
};

/** Moves every player of a page. A track that is shorter than others waits at its end. */
export const playerScript = `
for (const player of document.querySelectorAll('[data-player]')) {
  const { secondsPerFrame, tracks } = JSON.parse(player.querySelector('script').textContent);
  const [...lanes] = player.querySelectorAll('.lane');
  const views = lanes.map((lane, t) => ({
    box: lane.querySelector('svg').viewBox.baseVal,
    lines: [...lane.querySelectorAll('.body line')],
    place: lane.querySelector('output'),
    frames: tracks[t],
  }));
  const controls = player.querySelector('.controls');
  const [button, slider, clock] = controls.children;
  const last = Number(slider.max);
  const show = (frame) => {
    for (const { box, lines, place, frames } of views) {
      const at = frames[Math.min(frame, frames.length - 1)];
      let sum = 0;
      lines.forEach((line, i) => {
        ['x1', 'y1', 'x2', 'y2'].forEach((name, k) => line.setAttribute(name, at[4 * i + k]));
        sum += at[4 * i] + at[4 * i + 2];
      });
      const centre = sum / (2 * lines.length);
      box.x = centre - box.width / 2;
      place.textContent = 'x = ' + centre.toFixed(2).replace('-', '−') + ' m';
    }
    slider.value = frame;
    clock.textContent = (frame * secondsPerFrame).toFixed(2) + ' s';
  };
  let started;
  const step = (now) => {
    if (started === undefined) return;
    show(Math.floor(Math.max(0, now - started) / 1000 / secondsPerFrame) % (last + 1));
    requestAnimationFrame(step);
  };
  const play = () => {
    if (started !== undefined) return;
    started = performance.now() - Number(slider.value) * secondsPerFrame * 1000;
    button.textContent = 'Pause';
    requestAnimationFrame(step);
  };
  const pause = () => {
    started = undefined;
    button.textContent = 'Play';
  };
  let byItself = matchMedia('(prefers-reduced-motion: no-preference)').matches;
  button.addEventListener('click', () => {
    byItself = false;
    (started === undefined ? play : pause)();
  });
  slider.addEventListener('input', () => {
    byItself = false;
    pause();
    show(Number(slider.value));
  });
  new IntersectionObserver(([{ isIntersecting }]) => {
    if (byItself) (isIntersecting ? play : pause)();
  }).observe(player);
  controls.hidden = false;
}
`;

/** Moments in a film strip. */
const moments = 6;

/**
 * A film strip as an SVG document: a column a track, a row a moment, from the first frame to the
 * last.
 */
export const filmStrip = (animation: Animation): string => {
  const window = windowOf(animation);
  const height = window.top - window.bottom;
  const cell = ({ width }: Window, row: number, column: number): Html =>
    trusted(
      `x="${rounded(column * width)}" y="${rounded(row * height)}" width="${width}" height="${height}"`,
    );
  const frameAt = (frames: readonly Frame[], row: number): Frame =>
    frames[Math.round((row * (frames.length - 1)) / (moments - 1))];
  const size = `${rounded(animation.tracks.length * window.width)} ${rounded(moments * height)}`;
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" width="800" viewBox="0 0 ${size}">
      <title>${animation.title}</title>
      <rect width="100%" height="100%" fill="${neutral('surface')}"></rect>
      ${animation.tracks.map(
        ({ name }, column) =>
          html`<text
            x="${rounded((column + 0.02) * window.width)}"
            y="${rounded(0.15 * height)}"
            font-size="${rounded(0.1 * height)}"
            font-family="sans-serif"
            fill="${neutral('ink')}"
            >${name}</text
          >`,
      )}
      ${animation.tracks.map((track, column) =>
        Array.from({ length: moments }, (_, row) =>
          picture(animation, window, track, frameAt(track.frames, row), cell(window, row, column)),
        ),
      )}
    </svg>`.markup
  }\n`;
};
