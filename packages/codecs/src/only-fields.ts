/** What an error expects where it finds a field that should not be there. */
export const onlyFields = (names: readonly string[]): string => `no field but ${names.join(', ')}`;
