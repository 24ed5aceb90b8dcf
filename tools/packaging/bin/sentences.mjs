#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';

// Sentences of documents are short: `node sentences.mjs [ROOT]`. Code between backticks is one word,
// a symbol is none. Tables and blocks of code have no sentences, nor has a mere list of code.

const most = 25;
const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);

/** Reports that programs write, and histories. */
const leftOut = /^docs\/(api\/|estimators\.md$)|CHANGELOG\.md$/;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !leftOut.test(file));

const markdown = new MarkdownIt({ html: true });

/** Where a sentence ends, and after abbreviations too: some long sentences pass. */
const end = /(?<=[.!?]['")]?)\s+/;

const textOf = ({ type, content }) => {
  if (type === 'code_inline') return 'Code';
  return type === 'text' ? content : type.endsWith('break') ? ' ' : '';
};

const list = /^(Code[,.\s]*)+$/;
const word = /[a-z]{2}|^a$/i;

const wordsOf = (sentence) =>
  list.test(sentence) ? 0 : sentence.split(/\s+/).filter((part) => word.test(part)).length;

const longOf = (file) =>
  markdown
    .parse(readFileSync(join(root, file), 'utf8'), {})
    .filter(({ type, map }) => type === 'inline' && map !== null)
    .flatMap(({ children, map: [line] }) =>
      children
        .map(textOf)
        .join('')
        .split(end)
        .map((sentence) => ({ sentence, words: wordsOf(sentence) }))
        .filter(({ words }) => words > most)
        .map(
          ({ sentence, words }) => `${file}:${line + 1}: expected ${most} words, found ${words}: ${sentence}`,
        ),
    );

const long = files.flatMap(longOf);
long.forEach((found) => console.error(found));
process.exitCode = long.length === 0 ? 0 : 1;
