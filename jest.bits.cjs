/** The same runs on several Nodes and in a browser, by themselves: `npm run test:bits`. */
const base = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['<rootDir>/src/**/*.bits.ts'] };
