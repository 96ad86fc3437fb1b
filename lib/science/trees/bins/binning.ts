/** How values of a variable become bins 1 to 255; bin 0 is for missing values. */
export type Binning =
  | { readonly kind: 'number'; readonly cuts: Float64Array }
  | { readonly kind: 'category'; readonly codes: readonly number[] };
