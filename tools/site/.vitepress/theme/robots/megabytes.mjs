/** What is fetched before a robot can be shown, as hosts compress it; a test weighs it. */
export const megabytes = 3;
