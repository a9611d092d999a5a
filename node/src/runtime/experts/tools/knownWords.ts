/**
 * The words that the training of the tools expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a add after alarm an and append appointment are around arrange as at back be block book by
  calendar call called can change check clock cold connect convert could count countdown
  counting create date day dial do don't down enter entry event express for forecast forget
  from get give going have hear hello help hey hi how i if in include inform into invite is it
  item know label lasting let like list listen long make many me message much music must my
  named need needs new not note now of ok on organise out over passed phone place plan play
  playing please put queue rain remember remind reminder ring run save say saying says
  schedule send set show snow song speak start starting sung sunny sure takes talk tell
  temperature text thank thanks that the there this time timer to together turn umbrella up us
  video wake want warm we weather what what's when which will with work would write you
  `
    .trim()
    .split(/\s+/),
)
