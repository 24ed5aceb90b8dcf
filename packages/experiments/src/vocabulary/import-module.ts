import { pathToFileURL } from 'node:url';

/** What the module of a file exports, told apart from what it exported when its text was another. */
export const importModule = async (path: string, sha256: string): Promise<unknown> => {
  const url = pathToFileURL(path);
  url.search = sha256.slice(0, 8);
  return (await import(url.href)) as unknown;
};
