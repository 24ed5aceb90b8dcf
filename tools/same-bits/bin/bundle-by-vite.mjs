#!/usr/bin/env node
import { build } from 'vite';

// Bundles a module with Vite, as ES modules that a page loads: `node bundle-by-vite.mjs MODULE FOLDER`.
// A program of its own, because Jest runs CommonJS, and Vite is none.

const [entry, outDir] = process.argv.slice(2);
await build({
  configFile: false,
  logLevel: 'error',
  base: './',
  build: {
    outDir,
    target: 'es2022',
    minify: false,
    reportCompressedSize: false,
    rollupOptions: { input: { page: entry }, output: { entryFileNames: '[name].js' } },
  },
});
