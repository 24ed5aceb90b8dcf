/** Milliseconds in which there is one line at most: about what is new, and about what is not. */
const newEvery = 1000;
const sameEvery = 60_000;

/**
 * Tells how many messages were refused so far, and why the last was. Who refuses, or is refused,
 * may be so each second, or a thousand times in one.
 */
export const refusalNotice = (
  tell: (line: string) => void,
): ((refused: number, last: string, now: number) => void) => {
  let told = { refused: 0, last: '', at: -Infinity };
  return (refused, last, now) => {
    if (refused <= told.refused || now - told.at < (last === told.last ? sameEvery : newEvery)) return;
    told = { refused, last, at: now };
    tell(`refused ${String(refused)} message${refused === 1 ? '' : 's'} so far, the last: ${last}`);
  };
};
