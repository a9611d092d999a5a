/**
 * The words that the training of the planning expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a about add addition after afterwards alarm all also among an and announcement answer answers
  apologise apology appointment are around arrange article as asking at average away back based
  be before besides better between big block blog boil book booking both box boxes break brief
  bring bug build but buys by calculate calendar call can cancel card change check checks class
  clean code come compare compose compute computes condense convert correct cost costs could
  count create cut dates day debug decide define degrees description develop difference dim
  divide divided do does dollars don't done double down draft draw each edit email english euros
  event everything explain extract facts few figure finally find finished first fix flight follow
  following for forget formal forward friendly from function gave get gets gist give gives had
  halve has have heating hello help here hey hi hold holds hours how i i'd if implement improve
  in independently into invitation invite is it keep key kilograms kilometers know lamp largest
  last lastly lay left let letter lights like line lines list loop loses main make many map me
  mean meanwhile meeting mentions message method miles minus minute minutes more move much
  multiply music my names need needs new next note notes now number numbers o'clock of off on
  once one only open order organise organize out outline output overview owes paragraph parallel
  parse parts people percent percentage phone pick plain plan play please plus poem points polish
  polite politely post pounds prepare print prints produce product program pull put quickly rain
  read reads ready reduce refactor remember remind reminder render rephrase reply request reserve
  result results reword rewrite ring room round run same save saves say saying says schedule
  script second seconds sells send sent sentence separately set share shopping short shorten
  shorter should show small so soften softer solve some soon sound speech split stages start step
  steps still story style subtract sum summarise summarize summary sure switch table take takes
  tasks tell test tests text thank thanks that the them then there these things this those ticket
  time timeline timer times to to-do toast together tone too total translate translated
  translation trip try turn two unit up upload use using version volume wake want we weather week
  welcome what when which while who will with word wording words work would write wrote you
  `
    .trim()
    .split(/\s+/),
)
