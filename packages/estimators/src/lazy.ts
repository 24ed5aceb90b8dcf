/** A value that is computed when first asked for, and once: for what not every estimator needs. */
export const lazy = <A>(compute: () => A): (() => A) => {
  let computed: { readonly value: A } | undefined;
  return () => (computed ??= { value: compute() }).value;
};
