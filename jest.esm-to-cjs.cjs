/** Turns installed modules that come as ESM only into the CommonJS that Jest runs. */
const { createHash } = require('node:crypto');
const { transformSync, version } = require('esbuild');

module.exports = {
  getCacheKey: (source, path) => createHash('sha256').update(`${version}\0${path}\0${source}`).digest('hex'),
  process: (source) => ({
    code: transformSync(source, {
      format: 'cjs',
      target: 'node20',
      supported: { 'dynamic-import': false },
      define: { 'import.meta.url': '__moduleUrl' },
      banner: `const __moduleUrl = require('node:url').pathToFileURL(__filename).href;`,
    }).code,
  }),
};
