const { setTimeout } = require('node:timers/promises');
const { workerData } = require('node:worker_threads');

/** Ready after a while, or never. */
exports.run = setTimeout(20).then(() => {
  switch (workerData.start) {
    case 'broken':
      throw new Error('out of order');
    case 'never':
      return new Promise(() => undefined);
    case 'exit':
      return process.exit(0);
    default:
      return (job) => job.x + 1;
  }
});
