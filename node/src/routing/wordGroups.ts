/**
 * Words that are one to the gate, because no shipped expert serves any of them: what it learns of one holds for
 * all. Words with another common meaning (`polish`, `go`, `swift`) are left out.
 */
const GROUPS = {
  '(other language)':
    'arabic bengali bulgarian cantonese catalan chinese croatian czech danish dutch estonian farsi finnish gaelic georgian german greek hebrew hindi hungarian icelandic indonesian irish italian japanese korean latin latvian lithuanian malay mandarin norwegian persian portuguese romanian russian serbian slovak slovenian swahili swedish tagalog tamil thai turkish ukrainian urdu vietnamese welsh',
  '(other programming language)':
    'ada bash clojure cobol cpp css csharp erlang fortran golang haskell html java kotlin lua matlab ocaml pascal perl php powershell prolog rlang ruby rust scala solidity sql typescript vba',
} as const

const GROUP_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([group, words]) =>
    words.split(' ').map((word): [string, string] => [word, group]),
  ),
)

/** Returns the group that stands for a lower-case word, or the word itself. */
export function groupOf(word: string): string {
  return GROUP_OF.get(word) ?? word
}

/** Returns whether a word stands for a group. */
export function isGroup(word: string): boolean {
  return word.startsWith('(')
}
