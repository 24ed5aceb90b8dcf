/** Shared by every package; nx runs it with the package's folder as `--rootDir`. */
module.exports = {
  testEnvironment: 'node',
  setupFiles: [`${__dirname}/jest.setup.cjs`],
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  moduleNameMapper: {
    '^@sgmrl/(broker|finite-differences)$': `${__dirname}/tools/$1/src/index.ts`,
    '^@sgmrl/([^/]+)$': '<rootDir>/../../packages/$1/src/index.ts',
  },
  transformIgnorePatterns: ['/node_modules/(?!@mujoco/|@noble/)'],
  transform: {
    '/node_modules/(@mujoco|@noble)/.+\\.js$': `${__dirname}/jest.esm-to-cjs.cjs`,
    '^.+\\.ts$': [
      'ts-jest',
      {
        tsconfig: {
          target: 'ES2022',
          module: 'CommonJS',
          moduleResolution: 'node10',
          esModuleInterop: true,
          isolatedModules: true,
          resolveJsonModule: true,
        },
      },
    ],
  },
  // The packages run side by side. Those that come last, alone, take two.
  maxWorkers: 1,
  // Ends what hangs; how long a test takes on a busy machine proves nothing.
  testTimeout: 120_000,
};
