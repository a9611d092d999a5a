/** Names of languages, which code reads so that the model need not know them: all in lower case. */

export const HUMAN_LANGUAGES: ReadonlySet<string> = new Set(
  `
  afrikaans albanian arabic armenian basque bengali bulgarian cantonese catalan chinese croatian czech danish
  dutch english estonian farsi finnish flemish french galician georgian german greek gujarati hebrew hindi
  hungarian icelandic indonesian irish italian japanese korean latin latvian lithuanian malay maltese mandarin
  mongolian nepali norwegian persian polish portuguese punjabi romanian russian serbian slovak slovenian spanish
  swahili swedish tagalog tamil telugu thai tibetan turkish ukrainian urdu vietnamese welsh yiddish zulu
  `
    .trim()
    .split(/\s+/),
)

export const PROGRAMMING_LANGUAGES: ReadonlySet<string> = new Set(
  'bash cobol elixir erlang fortran haskell java javascript julia kotlin lua matlab node.js perl php python ruby rust scala solidity sql typescript'.split(
    ' ',
  ),
)
