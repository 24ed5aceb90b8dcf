import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromMarkdown, fromSource } from './extract';
import type { Example } from './extract';

const skipped = /^(\..*|node_modules|dist|runs|.*\.api\.md)$/;

/** The files below a folder of the repository, sorted, without what is generated or installed. */
const filesBelow = (root: string, folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !skipped.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    });

/**
 * Every example of the repository at `root`: of its Markdown files and of the doc comments of its
 * sources.
 */
export const collectExamples = (root: string): readonly Example[] =>
  filesBelow(root, '').flatMap((file) => {
    if (file.endsWith('.md')) return fromMarkdown(file, readFileSync(join(root, file), 'utf8'));
    const isSource = /\/src\/.*\.ts$/.test(file) && !/\.(test|d)\.ts$/.test(file);
    return isSource ? fromSource(file, readFileSync(join(root, file), 'utf8')) : [];
  });
