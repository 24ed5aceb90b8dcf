/** The outer iteration of 2-D navigation in jax-js, its tasks on as many threads as there are cores. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startTasks } from './jax-js-tasks.js';
import * as nav from './navigation.js';

/** Tasks of each thread, as even as can be. */
const shares = (tasks) => {
  const threads = Math.min(tasks, availableParallelism());
  return Array.from({ length: threads }, (_, i) => Math.ceil((tasks - i) / threads));
};

/** The gradients of a share of the tasks, drawn or from given batches. */
const start = (setting, seed) => {
  const { sampled, given } = startTasks(setting, seed);
  return ({ parameters, batches }) =>
    batches === undefined ? sampled(parameters) : given(parameters, batches);
};

/** The same in a thread of its own. */
const startThread = (setting, seed) => {
  const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { setting, seed } });
  worker.unref();
  return (question) =>
    new Promise((resolve, reject) => {
      worker.ref();
      worker.once('error', reject);
      worker.once('message', (gradient) => {
        worker.off('error', reject);
        worker.unref();
        resolve(gradient);
      });
      worker.postMessage(question);
    });
};

/** One gradient from the sums of the threads; this one does the first share itself. */
const meanOverTasks = (setting) => {
  const counts = shares(setting.tasks);
  const [own, ...others] = counts.map((tasks, i) =>
    (i === 0 ? start : startThread)({ ...setting, tasks }, i + 1),
  );
  return async (parameters, batches) => {
    const firsts = counts.map((_, i) => counts.slice(0, i).reduce((a, b) => a + b, 0));
    const questions = counts.map((count, i) => ({
      parameters,
      batches: batches?.map((batch) =>
        Object.fromEntries(
          Object.entries(batch).map(([name, values]) => [name, values.slice(firsts[i], firsts[i] + count)]),
        ),
      ),
    }));
    const asked = others.map((ask, i) => ask(questions[i + 1]));
    const sums = [own(questions[0]), ...(await Promise.all(asked))];
    return sums[0].map((_, i) => sums.reduce((total, sum) => total + sum[i], 0) / setting.tasks);
  };
};

/** Glorot's uniform initialization. */
const initialParameters = (hidden) =>
  Float32Array.from(
    nav.shapes(hidden).flatMap(([rows, columns]) => {
      if (columns === undefined) return Array.from({ length: rows }, () => 0);
      const limit = Math.sqrt(6 / (rows + columns));
      return Array.from({ length: rows * columns }, () => limit * (2 * Math.random() - 1));
    }),
  );

/** Ascent by Adam. */
const adam = (parameters) => {
  const [first, second] = [new Float32Array(parameters.length), new Float32Array(parameters.length)];
  let k = 0;
  return (gradient) => {
    k++;
    const rate = (nav.learningRate * Math.sqrt(1 - 0.999 ** k)) / (1 - 0.9 ** k);
    gradient.forEach((g, i) => {
      first[i] = 0.9 * first[i] + 0.1 * g;
      second[i] = 0.999 * second[i] + 0.001 * g * g;
      parameters[i] += (rate * first[i]) / (Math.sqrt(second[i]) + 1e-8);
    });
  };
};

const program = (setting) => {
  const metaGradient = meanOverTasks(setting);
  const parameters = initialParameters(setting.hidden);
  const update = adam(parameters);
  return {
    iterate: async () => update(await metaGradient(parameters)),
    metaGradient: async (given, batches) => Array.from(await metaGradient(given, batches)),
  };
};

if (isMainThread) {
  const [setting, ...options] = process.argv.slice(2);
  await nav.serve(program(JSON.parse(setting)), options);
} else {
  const answer = start(workerData.setting, workerData.seed);
  parentPort.on('message', (question) => parentPort.postMessage(answer(question)));
}
