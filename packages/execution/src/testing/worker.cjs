const { appendFileSync, existsSync, writeFileSync } = require('node:fs');
const { threadId, workerData } = require('node:worker_threads');

const first = (marker) => {
  const fresh = !existsSync(marker);
  if (fresh) writeFileSync(marker, '');
  return fresh;
};

const wait = (milliseconds) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return milliseconds;
};

const waitFor = (file) => {
  while (!existsSync(file)) wait(5);
};

const hang = () => {
  for (;;);
};

const compute = (milliseconds) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return 'computed';
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
    case 'throw once':
      if (first(job.marker)) throw new Error('no such luck');
      return { threadId };
    case 'busy':
      return compute(job.milliseconds);
    case 'wait for a promise':
      return new Promise(() => undefined);
    case 'wait for memory':
      return wait(Infinity);
    case 'slow':
      return wait(job.milliseconds);
    case 'note':
      appendFileSync(job.marker, `${job.x};`);
      return waitFor(job.until);
    case 'note and throw':
      appendFileSync(job.marker, `${job.x};`);
      waitFor(job.until);
      throw new Error('no such luck');
  }
};
