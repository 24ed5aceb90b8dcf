import { pathToFileURL } from 'node:url';

/**
 * Ends when nothing is left that this process waits for: what a module awaits then never comes, and
 * the process would end without a word.
 */
const nothingLeft = (): { readonly reached: Promise<never>; readonly forget: () => void } => {
  let forget = (): void => undefined;
  const reached = new Promise<never>((_resolve, reject) => {
    const tell = (): void => {
      reject(new Error('it never finishes: it awaits what never comes'));
    };
    process.once('beforeExit', tell);
    forget = () => {
      process.off('beforeExit', tell);
    };
  });
  return { reached, forget };
};

/**
 * What the module of a file exports, told apart from what it exported when its text was another.
 */
export const importModule = async (path: string, sha256: string): Promise<unknown> => {
  const url = pathToFileURL(path);
  url.search = sha256.slice(0, 8);
  const { reached, forget } = nothingLeft();
  try {
    return await Promise.race([import(url.href) as Promise<unknown>, reached]);
  } finally {
    forget();
  }
};
