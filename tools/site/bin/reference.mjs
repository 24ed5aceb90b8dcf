import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { withAnchors } from './places.mjs';

/** Writes the reference of packages, a page each, from their entry files. */
export const writeReference = async (root, names, out) => {
  const app = await Application.bootstrapWithPlugins({
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: names.map((name) => join(root, 'packages', name, 'src/index.ts')),
    basePath: join(root, 'packages'),
    tsconfig: join(root, 'tsconfig.base.json'),
    // `npm run typecheck` looks for errors.
    skipErrorChecking: true,
    out,
    name: 'Reference',
    readme: 'none',
    router: 'module',
    entryFileName: 'index',
    disableSources: true,
    excludeExternals: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useHTMLEncodedBrackets: true,
    logLevel: 'Error',
  });
  const project = await app.convert();
  if (project === undefined) throw new Error('expected sources that TypeScript can read');
  for (const module of project.children ?? []) module.name = module.name.replace(/\/src$/, '');
  await app.generateOutputs(project);
  for (const file of readdirSync(out, { recursive: true }).filter((name) => name.endsWith('.md'))) {
    writeFileSync(join(out, file), withAnchors(readFileSync(join(out, file), 'utf8')));
  }
};

/** The page of a package's reference, as links name it: one with namespaces has a folder. */
export const referenceOf = (pages, name) =>
  existsSync(join(pages, 'api', `${name}.md`)) ? `/api/${name}` : `/api/${name}/`;
