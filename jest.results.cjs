/** How committed results begin, computed anew: `npm run test:results`. */
const base = require('./jest.config.cjs');

module.exports = { ...base, testMatch: ['<rootDir>/src/**/*.repeat.ts'] };
