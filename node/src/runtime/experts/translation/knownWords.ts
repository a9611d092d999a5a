/**
 * The words that the training of the translation expert gives a meaning to by themselves, all from its training
 * wordings; a test of the pipeline holds this list against them. All other words it knows are in its dictionary.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a after against ago all am an and are as at be because before behind between but can did do does
  during each every for from front had has have he her him his how i if in is it less let's lot
  many me more most much must my near never next no not o'clock of on or our s several she should
  some than that the their them there these they this those to too under us very want wants was we
  were what when where which who why will with without would you your
  `
    .trim()
    .split(/\s+/),
)
