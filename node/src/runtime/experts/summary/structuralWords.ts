/**
 * Words that hold a sentence together. They carry no reference: a fact neither begins nor ends with one,
 * except at the end of a sentence. Words that turn a meaning round ("not", "no") are not among them.
 */
export const STRUCTURAL_WORDS: ReadonlySet<string> = new Set(
  `
  a about again all also an and are as at be because been but by can could did do does for from
  had has have he her his i in into is it it's its my of on or our she since so still that the
  their then there these they this those to until was we were when where which who will with
  would you your
  `
    .trim()
    .split(/\s+/),
)
