import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

// VitePress writes the path that a site is served from into every link. Here that is a placeholder,
// and pages and scripts find out where they are, so that any path will do.

export const placeholder = '/__site-base__/';

/** In a page, the path that the site is served from, decoded as VitePress decodes that of a page. */
const base = 'globalThis.__siteBase';

/** In any script: a worker has no page to ask, and lies one folder below the site. */
const baseOfScript = `(${base}??new URL("../",location.href).pathname)`;

/**
 * Links, that to the icon too, become absolute before scripts run: these go to other pages without
 * loading a document.
 */
const makesAbsolute =
  '<script>for(const a of document.querySelectorAll("a[href],link[href]"))' +
  'if(!a.getAttribute("href").startsWith("#"))a.href=a.href</script>';

/** The page at `path` of a site, with links from there. */
export const relocatedHtml = (html, path) => {
  const up = '../'.repeat(path.split('/').length - 1) || './';
  const address = `new URL(${JSON.stringify(up)},location.href)`;
  const findsBase = `<script>${base}=decodeURIComponent(${address}.pathname)</script>`;
  return html
    .replace(`\\"base\\":\\"${placeholder}\\"`, `\\"base\\":"+JSON.stringify(${base})+"`)
    .replaceAll(placeholder, up)
    .replace('<head>', `<head>${findsBase}`)
    .replace('</body>', `${makesAbsolute}</body>`);
};

/** A script whose texts have the path in the place of the placeholder once they are evaluated. */
export const relocatedScript = (script) => {
  if (!script.includes(placeholder)) return script;
  const file = ts.createSourceFile('chunk.js', script, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const texts = [];
  const visit = (node) => {
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    if (isText && script.slice(node.pos, node.end).includes(placeholder)) {
      texts.push({ from: node.getStart(file), to: node.end });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  const parts = texts.map(({ from, to }, i) => {
    const before = script.slice(texts[i - 1]?.to ?? 0, from);
    return `${before}(${script.slice(from, to)}.replaceAll(${JSON.stringify(placeholder)},${baseOfScript}))`;
  });
  return parts.join('') + script.slice(texts.at(-1)?.to ?? 0);
};

const turns = {
  html: relocatedHtml,
  js: relocatedScript,
  // Style sheets and what they load lie in one folder of the site.
  css: (text) => text.replaceAll(placeholder, '../'),
};

/** Makes the built site in a folder independent of where it is served. */
export const relocate = (folder) => {
  for (const file of readdirSync(folder, { recursive: true }).map((name) => name.split(sep).join('/'))) {
    const turn = turns[/\.(\w+)$/.exec(file)?.[1]];
    if (turn === undefined) continue;
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const turned = turn(text, file);
    if (turned !== text) writeFileSync(path, turned);
  }
};
