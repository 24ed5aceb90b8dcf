/** Tests in a real browser, apart from those that run anywhere: `npm run test:browser`. */
const base = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['<rootDir>/src/**/*.browser.ts'], testTimeout: 120_000 };
