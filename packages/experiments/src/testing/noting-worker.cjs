const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');

// Each thread that loads this module leaves a file beside it: tests load a copy in a folder of their own.
writeFileSync(join(__dirname, `thread-${String(threadId)}`), '');

/** Does nothing. */
exports.run = () => undefined;
