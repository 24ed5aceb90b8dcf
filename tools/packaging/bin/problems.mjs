const messageOf = ({ stdout = '', stderr = '', message }) => `${stdout}${stderr}`.trim() || message;

/** Nothing if `promise` keeps its word, or what is wrong. */
export const problemOf = async (what, promise) => {
  try {
    await promise;
    return [];
  } catch (error) {
    return [`${what}: ${messageOf(error)}`];
  }
};
