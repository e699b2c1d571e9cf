/**
 * What an operation takes, as people type it: under the same names, with any text where the document lists what there
 * is. The server judges it, and says what it takes.
 */
export type AsTyped<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? readonly AsTyped<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: AsTyped<T[Key]> | undefined }
      : T;
