import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const isChanged = (file) => /\.ts$/.test(file) && !/\.test\.ts$|(^|\/)(testing\/|index\.ts$)/.test(file);

/** The files of a package that are changed, by their paths from the root. */
export const sourcesOf = (root, name) =>
  readdirSync(join(root, 'packages', name, 'src'), { recursive: true })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(isChanged)
    .sort()
    .map((file) => `packages/${name}/src/${file}`);

/**
 * What is to run, of the sources of each package: all of a package that is named, or those of its
 * files that are (`rollouts/src/lu.ts`), and everything if nothing is named; or the name that is
 * neither a package nor a file.
 */
export const chosen = (sources, named) => {
  const all = Object.values(sources).flat();
  const under = (name) => all.filter((file) => `${file}/`.startsWith(`packages/${name}/`));
  const unknown = named.find((name) => under(name).length === 0);
  if (unknown !== undefined) return { unknown };
  const wanted = new Set(named.length === 0 ? all : named.flatMap(under));
  const runs = Object.entries(sources)
    .map(([name, files]) => ({ name, files: files.filter((file) => wanted.has(file)) }))
    .filter(({ files }) => files.length > 0);
  return { runs };
};
