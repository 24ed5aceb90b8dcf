/** How long a broker says nothing, to which the connection still stands. */
export interface BrokerSilence {
  /** Asks whether it is there, unless that was asked and not answered yet. */
  readonly ask: () => void;
  /** Milliseconds since it was asked what it has not answered; 0 if it has. */
  readonly lasts: () => number;
}

/** It was not asked yet; `ping` comes true when it answers, and is rejected when it cannot. */
export const brokerSilence = (
  ping: () => Promise<void>,
  now: () => number = () => performance.now(),
): BrokerSilence => {
  let asked: number | undefined;
  const over = (): void => {
    asked = undefined;
  };
  return {
    ask: () => {
      if (asked !== undefined) return;
      asked = now();
      ping().then(over, over);
    },
    lasts: () => (asked === undefined ? 0 : now() - asked),
  };
};
