/** The same runs on several Nodes and in a browser, apart from tests that run anywhere: `npm run test:bits`. */
const base = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['<rootDir>/src/**/*.bits.ts'] };
