import { preProcessFile } from 'typescript';

/** What a package.json says that a package needs where it is installed. */
export interface Manifest {
  /** `@sgmrl/prng` */
  readonly name: string;
  /** Ranges of versions by package; missing where there are none, as below. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Of packages that whoever installs it brings along. */
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const needs = ({ dependencies, peerDependencies }: Manifest): readonly string[] =>
  Object.keys({ ...dependencies, ...peerDependencies });

/** All that is installed with a package, as far down as there are manifests. */
export const installedWith = (manifests: readonly Manifest[], name: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (each: string): void => {
    if (found.has(each)) return;
    found.add(each);
    manifests
      .filter((manifest) => manifest.name === each)
      .forEach((manifest) => needs(manifest).forEach(visit));
  };
  visit(name);
  return found;
};

/** `@scope/name` or `name` of an import of a package's file. */
const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');

/** The packages that a source imports, types included, and its own does not declare. */
export const undeclared = (manifest: Manifest, source: string): readonly string[] =>
  preProcessFile(source)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((module) => !module.startsWith('.') && !module.startsWith('node:'))
    .map(packageOf)
    .filter((name) => !needs(manifest).includes(name));
