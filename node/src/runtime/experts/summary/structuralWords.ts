/**
 * Little words that hold a sentence together. A fact neither begins nor ends with one, except at the end of a
 * sentence. Words that turn a meaning round ("not", "no") are not among them.
 */
export const LITTLE_WORDS: ReadonlySet<string> = new Set(
  `
  a about again all also an and are as at be because been but by can could did do does for from
  had has have he her his i in into is it it's its my of on or our she since so still that the
  their then there these they this those to until was we were when where which who will with
  would you your
  `
    .trim()
    .split(/\s+/),
)

/** Words that never stand inside a fact: what comes after them is another. */
export const BREAKING_WORDS: ReadonlySet<string> = new Set(
  `
  agreed because caused decided found going he higher i lower she since stuck there they
  until we when which who will would
  `
    .trim()
    .split(/\s+/),
)

/**
 * Known words that may also begin or end a fact ("late supplier", "test the pump"): like values and unknown words they
 * get a reference. All other known words only say what the facts round them are.
 */
export const FACT_WORDS: ReadonlySet<string> = new Set(
  `
  backup bad better blocked broken budget bus cache change coffee cold connection costs cracks
  cups customer dead delay dollars door driver empty failed fault fewer full good late launch long
  lost main missing new no not online open order out paper parking parts people phone plan problem
  queue reached read repair room rules send service slow small stop talk team test time times too
  unreachable use user users weather week work works
  `
    .trim()
    .split(/\s+/),
)
