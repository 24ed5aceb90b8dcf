/** Settings may come as a spec, which is settings with a kind. */
export interface Kinded {
  readonly kind?: string;
}
