#!/usr/bin/env node
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vitepress';
import { packagesPage } from './graph.mjs';
import { referenceOf, writeReference } from './reference.mjs';
import { relocate } from './relocate.mjs';
import { serve } from './serve.mjs';
import { packagesOf, stage, writePage } from './stage.mjs';

// Builds the site into tools/site/dist/site; with --serve, shows it.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = `${root}tools/site`;
const pages = `${here}/dist/pages`;
const site = `${here}/dist/site`;

rmSync(`${here}/dist`, { recursive: true, force: true });
stage(root, pages);
const packages = packagesOf(root);
await writeReference(
  root,
  packages.map(({ name }) => name),
  `${pages}/api`,
);
writePage(
  pages,
  'packages/index.md',
  packagesPage(packages, (name) => referenceOf(pages, name)),
);
await build(here);
relocate(site);
cpSync(`${here}/not-found.html`, `${site}/404.html`);
console.log(`The site is in ${site}: any static host serves it from any path.`);
if (process.argv.includes('--serve')) (await serve()).printUrls();
