/**
 * Seconds of one call that this process spent computing. The programs run on one thread, so on a quiet machine this is the
 * time that passes; on a shared one it leaves out the turns of others.
 */
export const secondsOf = (run) => {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
};

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};

/**
 * Runs a program until the engine has compiled it well (JavaScript around short operations takes longest), and says how
 * many calls make a sample of some milliseconds.
 */
const warmUp = (run) => {
  let calls = 0;
  let total = 0;
  while (total < 0.15 || (total < 0.6 && total < 1e-3 * calls)) {
    total += secondsOf(run);
    calls++;
  }
  return Math.max(1, Math.round((0.004 * calls) / total));
};

/**
 * Median seconds a call of several programs. They take turns, so that a change of the machine's load or clock meets all of
 * them and their ratios stay comparable.
 */
export const compare = (programs, samples) => {
  const counts = programs.map(warmUp);
  const times = programs.map(() => []);
  for (let sample = 0; sample < samples; sample++) {
    programs.forEach((program, i) => {
      const seconds = secondsOf(() => {
        for (let repetition = 0; repetition < counts[i]; repetition++) program();
      });
      times[i].push(seconds / counts[i]);
    });
  }
  return times.map(median);
};
