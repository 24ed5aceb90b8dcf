/**
 * Errors of other threads are not instances of this thread's `Error`; what a thread is ended for
 * comes as the cause.
 */
export const reason = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('name' in error && error.name === 'AbortError' && 'cause' in error) return String(error.cause);
  return 'message' in error ? String(error.message) : 'unknown error';
};
