/** Seconds without a sign of life after which a holder that cannot be seen counts as gone. */
export const silenceInSeconds = 60;
