/**
 * The words that the training of the math expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a add added adds after all already also among an and another answer are arrive arrived at
  ate away back between blue book bought break breaks brings broke broken bus but buys by
  calculate came can children cm coins collected collects come compare compute cost costs
  could counted counts day days decrease degrees difference divide divided divides do does
  dollars doors drops each earn earns eats end equal equally euros evaluate evening every fall
  far fewer fills find finds first fit for found friends from gave get gets give gives go goes
  gone good got groups had has have he hello help here hey hi hold holds hour hours how i if
  in increase into is it kg km know later left less lives loses lost made make makes many me
  miles minus minutes monday more morning much multiplied multiply near need needed needs new
  nice now number o'clock of often old older on one ones only opened opens other others out
  over owns pages paid parts pay pays people picked picks please plus price product put puts
  question quotient rains read reads received receives red remain removed removes result said
  same saved saves say sees sells share shared shares she so sold solve soon spend spends
  split start starts stole subtract sum take taken takes tall tell than that the them then
  there they think this times to today together too took total tuesday used uses value walk
  walks wants was way we week weeks weighs well were what what's when windows wins with won
  work works x years yesterday you
  `
    .trim()
    .split(/\s+/),
)
