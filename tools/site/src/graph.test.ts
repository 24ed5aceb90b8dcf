import { call } from './call';

const packages = [
  { name: 'low', description: 'a', below: [] },
  { name: 'middle', description: 'b', below: ['low'] },
  { name: 'high', description: 'c', below: ['low', 'middle'] },
];

it('draws each package once, and only the imports that no other implies', () => {
  const svg = String(call('graph.mjs', `it.packageGraph(${JSON.stringify(packages)})`));
  const tops = packages.map(({ name }) => {
    const [, y] = new RegExp(`y="([0-9.]+)">${name}<`).exec(svg) ?? [];
    return Number(y);
  });
  expect(tops[0]).toBeGreaterThan(tops[1]);
  expect(tops[1]).toBeGreaterThan(tops[2]);
  // high → middle → low, but not high → low.
  expect(svg.match(/<path /g)).toHaveLength(2);
});

it('keeps the boxes of a row apart', () => {
  const row = ['one', 'two', 'three', 'four', 'five'].map((name) => ({ name, description: '', below: [] }));
  const svg = String(call('graph.mjs', `it.packageGraph(${JSON.stringify(row)})`));
  const boxes = [...svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g)].map(([, x, width]) => ({
    left: Number(x),
    right: Number(x) + Number(width),
  }));
  expect(boxes).toHaveLength(5);
  boxes.slice(1).forEach(({ left }, i) => {
    expect(left).toBeGreaterThan(boxes[i].right);
  });
});
