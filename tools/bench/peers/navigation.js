/**
 * What navigation.py has, for programs in JavaScript: constants of the setting, and the protocol with
 * the process that measures them.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export const goalHalfWidth = 0.5;
export const positionHalfWidth = 0.5;
export const actionScale = 0.01;
export const displacementLimit = 0.1;
export const goalTolerance = 0.01;
export const discount = 0.99;
export const gae = 0.997;
export const ridge = 1e-5;
export const epsilon = 1e-8;
export const stepSize = 0.1;
export const learningRate = 1e-3;

/** Share of a weight that comes after a later action, per step. */
export const decay = discount * gae;

/** Shapes of W1, b1, W2, b2, W3, b3 and log sigma. */
export const shapes = (hidden) => [[2, hidden], [hidden], [hidden, hidden], [hidden], [hidden, 2], [2], [2]];

const say = (answer) => void process.stdout.write(`${JSON.stringify(answer)}\n`);

const secondsOf = ({ user, system }) => (user + system) / 1e6;

/** `program` has two functions: one iteration, and the meta-gradient of given parameters and batches. */
export const serve = async ({ iterate, metaGradient }, [option, file]) => {
  if (option === '--check') {
    const { parameters, batches } = JSON.parse(readFileSync(file, 'utf8'));
    say(await metaGradient(parameters, batches));
    return;
  }
  say({ ready: true });
  for await (const _ of createInterface(process.stdin)) {
    const [started, cpuBefore] = [performance.now(), process.cpuUsage()];
    await iterate();
    say({
      seconds: (performance.now() - started) / 1000,
      cpuSeconds: secondsOf(process.cpuUsage(cpuBefore)),
      peakBytes: 1024 * process.resourceUsage().maxRSS,
    });
  }
};
