/** Returns a command with its first word in the third person: "keep it" becomes "keeps it". */
export function thirdPerson(command: string): string {
  return command.replace(/^([a-z]+)/, (verb) => {
    const irregular: Readonly<Record<string, string>> = {
      are: 'is',
      have: 'has',
      do: 'does',
      can: 'can',
    }
    if (irregular[verb]) return irregular[verb]
    if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
    return /(?:s|x|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`
  })
}

/** Returns a test of several said of one: "are even numbers" becomes "is an even number". */
export function singularTest(phrase: string): string {
  return thirdPerson(phrase)
    .replace(/^is (even|odd) (number|value)s$/, 'is an $1 $2')
    .replace(/^is (\w+) (number|value)s$/, 'is a $1 $2')
    .replace(/^is (palindrome|prime)s$/, 'is a $1')
    .replace(/^is multiples of/, 'is a multiple of')
    .replace(/\bthem\b/, 'it')
    .replace(/\btheir\b/, 'its')
}
