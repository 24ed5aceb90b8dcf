/** The layer of each package: one above the highest that it imports. */
const layersOf = (packages) => {
  const layers = new Map();
  const layerOf = (name) => {
    if (!layers.has(name)) {
      const { below } = packages.find((one) => one.name === name);
      layers.set(name, Math.max(-1, ...below.map(layerOf)) + 1);
    }
    return layers.get(name);
  };
  packages.forEach(({ name }) => layerOf(name));
  return layers;
};

const width = 680;
const rowHeight = 74;
const box = { width: 132, height: 30 };

/** An import that another one implies is left out. */
const isDirect = (packages, below, other) => {
  const reaches = (from) => from === other || packages.find(({ name }) => name === from).below.some(reaches);
  return !below.some((between) => between !== other && reaches(between));
};

/** The packages and what they import, as a figure, the lowest layer below. */
export const packageGraph = (packages) => {
  const layers = layersOf(packages);
  const top = Math.max(...layers.values());
  const rows = Array.from({ length: top + 1 }, (_, layer) =>
    packages.map(({ name }) => name).filter((name) => layers.get(name) === layer),
  );
  const place = (name) => {
    const layer = layers.get(name);
    const row = rows[layer];
    const x = (width * (row.indexOf(name) + 0.5)) / row.length;
    return { x, y: (top - layer) * rowHeight + box.height };
  };
  const lines = packages.flatMap(({ name, below }) =>
    below
      .filter((other) => isDirect(packages, below, other))
      .map((other) => {
        const [from, to] = [place(name), place(other)];
        const half = box.height / 2;
        return `<path d="M${from.x.toFixed(1)} ${from.y + half}L${to.x.toFixed(1)} ${to.y - half}"/>`;
      }),
  );
  const boxes = packages.map(({ name }) => {
    const { x, y } = place(name);
    const left = (x - box.width / 2).toFixed(1);
    return (
      `<rect x="${left}" y="${y - box.height / 2}" rx="6" width="${box.width}" height="${box.height}"/>` +
      `<text x="${x.toFixed(1)}" y="${y + 4}">${name}</text>`
    );
  });
  return (
    `<svg class="package-graph" viewBox="0 0 ${width} ${(top + 1) * rowHeight}" role="img" ` +
    `aria-label="Packages and what they import, lower layers below">` +
    `<g class="imports">${lines.join('')}</g>${boxes.join('')}</svg>`
  );
};

/** The packages and what they import, as a figure that a page holds. */
export const graphFigure = (packages) =>
  `<figure class="wide" tabindex="0" aria-label="Package graph">${packageGraph(packages)}</figure>`;

/** The page of all packages. */
export const packagesPage = (packages, reference) =>
  [
    '# Packages',
    '',
    'Each package has one entry, and no need of those above it. This is drawn from the manifests of',
    'the workspace: a line leads to what a package imports, unless a line in between implies it.',
    '',
    graphFigure(packages),
    '',
    '| package | what it holds | reference |',
    '| --- | --- | --- |',
    ...packages.map(
      ({ name, description }) =>
        `| [${name}](./${name}/index.md) | ${description} | [API](${reference(name)}) |`,
    ),
    '',
  ].join('\n');
