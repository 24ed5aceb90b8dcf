/** Tests in a real browser, apart from those that run anywhere: `npm run test:browser`. */
const base = require('./jest.config.cjs');

module.exports = {
  ...base,
  testMatch: ['<rootDir>/{packages,tools}/*/src/**/*.browser.ts'],
  moduleNameMapper: { '^@sgmrl/([^/]+)$': '<rootDir>/packages/$1/src/index.ts' },
};
