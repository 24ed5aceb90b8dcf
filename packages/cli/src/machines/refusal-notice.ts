/** Milliseconds in which there is one line at most: about what is new, and about what is not. */
const newEvery = 1000;
const sameEvery = 60_000;

/** Why, without the name of the worker that it begins with: many may say the same. */
const reasonIn = (refusal: string): string => refusal.replace(/^[\w-]+-[\da-f]{8}(?=:| refuses:)/, '');

/**
 * Tells how many messages were refused so far, and why the last was. Who refuses, or is refused,
 * may be so each second, or a thousand times in one.
 */
export const refusalNotice = (
  tell: (line: string) => void,
): ((refused: number, last: string, now: number) => void) => {
  let told = { refused: 0, reason: '', at: -Infinity };
  return (refused, last, now) => {
    const reason = reasonIn(last);
    if (refused <= told.refused || now - told.at < (reason === told.reason ? sameEvery : newEvery)) return;
    told = { refused, reason, at: now };
    tell(`refused ${String(refused)} message${refused === 1 ? '' : 's'} so far, the last: ${last}`);
  };
};
