const config = require('../../jest.config.cjs');

module.exports = { ...config, setupFiles: [...config.setupFiles, `${__dirname}/jest.setup.cjs`] };
