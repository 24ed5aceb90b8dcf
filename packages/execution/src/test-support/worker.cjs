const { existsSync, writeFileSync } = require('node:fs');
const { threadId, workerData } = require('node:worker_threads');

const first = (marker) => {
  const fresh = !existsSync(marker);
  if (fresh) writeFileSync(marker, '');
  return fresh;
};

const hang = () => {
  for (;;);
};

/** What the tests of the worker pool ask for. */
exports.run = (job) => {
  switch (job.kind) {
    case 'square':
      return { value: job.x * job.x, offset: workerData.offset, threadId };
    case 'vector':
      return job.vector.map((x) => x / 3);
    case 'crash':
      return process.exit(3);
    case 'crash once':
      return first(job.marker) ? process.exit(3) : 'survived';
    case 'hang':
      return hang();
    case 'hang once':
      return first(job.marker) ? hang() : 'survived';
    case 'throw':
      throw new Error('no such luck');
    case 'slow':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, job.milliseconds);
      return job.milliseconds;
  }
};
