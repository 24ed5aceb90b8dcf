const colours = ['#d1495b', '#2a6fbd', '#b87503', '#8a5cc2', '#2e8b57', '#0b7f96'];

const place = ([x, y]) => `${(200 * x).toFixed(1)},${(-200 * y).toFixed(1)}`;

const line = (path, more) => `<polyline ${more} pathLength="1" points="${path.map(place).join(' ')}"/>`;

const style = `
polyline, path { fill: none; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round }
polyline { stroke-dasharray: 1; animation: 9s linear infinite after }
.before { stroke: #57606a; stroke-width: 0.8; animation-name: before }
path { stroke-width: 2.6 }
@keyframes before { from { stroke-dashoffset: 1 } 35%, to { stroke-dashoffset: 0 } }
@keyframes after { from, 40% { stroke-dashoffset: 1 } 75%, to { stroke-dashoffset: 0 } }
@media (prefers-reduced-motion: reduce) { polyline { animation: none } }
`;

/** The walks of the home page as an SVG that moves, for pages that can only show a file. */
export const walksPicture = ({
  before,
  after,
}) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-108 -108 216 216" width="360" height="360">
<style>${style}</style>
<rect x="-108" y="-108" width="216" height="216" rx="8" fill="#f6f8fa"/>
${line(before, 'class="before"')}
${after
  .map(
    ({ goal, walk }, i) =>
      `<g stroke="${colours[i]}">${line(walk, '')}<path d="M-3-3L3 3M-3 3L3-3" transform="translate(${place(goal)})"/></g>`,
  )
  .join('\n')}
</svg>
`;
