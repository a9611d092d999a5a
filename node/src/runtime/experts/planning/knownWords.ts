/**
 * The words that the training of the planning expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a about add addition after afterwards alarm all also an and answer answers apology appointment
  are around arrange as asking at average based be before besides between block boil book booking
  both break brief bring bug build but buys by calculate calendar call can cancel check checks
  code compare compose compute computes condense convert cost costs could count create cut dates
  day debug define degrees description difference divide divided do does dollars done double down
  draft draw each email english euros event everything explain extract facts few figure finally
  find finished first fix flight follow following for formal friendly from function get gist give
  gives halve has have heating hello help here hey hi hours how i implement improve in
  independently into invitation invite is it key kilograms kilometers know lamp largest last
  lastly left let letter lights line lines list loop main make many me meanwhile meeting mentions
  message miles minus minutes more much multiply music my names need needs new next note notes
  now number numbers o'clock of off on once one order organise organize out outline output
  overview paragraph parallel parse parts people percent plain plan play please plus poem points
  polish polite politely post pounds prepare prints product program pull put read reads ready
  reduce remind reminder render rephrase reply request result results reword rewrite room round
  same say saying says schedule script second send sent separately set share short shorten show
  small softer solve some soon sound split stages start steps story subtract sum summarise
  summarize summary switch table take tasks tell test tests text thank thanks that the then there
  things this time timeline timer times to to-do together tone total translate translated
  translation trip turn two up use using version volume wake want weather week what when which
  while who will with word wording words work write you
  `
    .trim()
    .split(/\s+/),
)
