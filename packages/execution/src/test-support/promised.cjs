const { setTimeout } = require('node:timers/promises');
const { workerData } = require('node:worker_threads');

/** Ready after a while, or never. */
exports.run = setTimeout(20).then(() => {
  if (workerData.broken) throw new Error('out of order');
  return (job) => job.x + 1;
});
