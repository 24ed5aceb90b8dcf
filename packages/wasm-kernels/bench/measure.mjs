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

/** How many calls make one sample of at least a few milliseconds. */
const repetitions = (run) => {
  run();
  const once = Math.min(secondsOf(run), secondsOf(run));
  return Math.max(1, Math.round(0.004 / Math.max(once, 1e-6)));
};

/**
 * Median seconds a call of several programs. They take turns, so that a change of the machine's load or clock meets all of
 * them and their ratios stay comparable.
 */
export const compare = (programs, samples) => {
  const counts = programs.map((program) => {
    for (let i = 0; i < 3; i++) repetitions(program);
    return repetitions(program);
  });
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
