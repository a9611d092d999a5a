/** What a request asks to be translated, and where that stands in it. */
export type FoundText = { readonly text: string; readonly isToFrench: boolean }

const LANGUAGE =
  '(french|english|spanish|german|italian|dutch|portuguese|russian|chinese|japanese|arabic|latin|polish|swedish)'
const POLITE = `(?:(?:hi|hey|hello|ok|please|now|so)[,!]? )*(?:(?:can|could|would|will) you (?:please )?)?(?:i (?:need|want|would like) (?:you )?to )?(?:(?:please|kindly) )?(?:tell me )?`
const TO = `(?:in|into|to) ${LANGUAGE}`
const REST = `[?.! ]*(?:,? ?(?:please|thanks|thank you))?[?.! ]*`

/** Text in quotes, in a request that says what to do with it. */
const QUOTED = /["“«]\s*([^"“”«»]+?)\s*["”»]/u
const ASKS = new RegExp(String.raw`\b(?:translat\w*|say|mean|${LANGUAGE}|put|write)\b`, 'i')

/** Ways to ask without quotes; the text is the group `text`. */
const FRAMES = [
  String.raw`^(?=[^:\n]{0,60}\b(?:translat\w*|${LANGUAGE})\b)[^:\n]{0,80}[:\n]\s*(?<text>.+)$`,
  `^${POLITE}(?:translate|put|write) (?<text>.+?),? (?:from english )?${TO}${REST}$`,
  `^${POLITE}(?:how (?:do|would|can) (?:you|i|we|people) say|how to say|what is|what's|say) (?<text>.+?),? ${TO}${REST}$`,
  `^${POLITE}(?:the )?(?:translation|${LANGUAGE}(?: word)?) (?:of|for) (?<text>.+?)(?: ${TO})?${REST}$`,
  `^(?<text>.+?)[,.]? ${TO}${REST}$`,
  `^${POLITE}translate (?<text>.+)$`,
].map((source) => new RegExp(source, 'isu'))

/**
 * Returns the text that a request asks to be translated: what stands in quotes, after a colon or between the words
 * of a known way to ask; the whole request when nothing asks.
 */
export function findText(prompt: string): FoundText {
  const plain = prompt.trim().replaceAll('’', "'")
  const quoted = QUOTED.exec(plain)
  if (quoted && ASKS.test(plain.replace(quoted[0], '')))
    return { text: quoted[1]!, isToFrench: asksForFrench(plain, quoted[1]!) }
  for (const frame of FRAMES) {
    const text = frame.exec(plain)?.groups?.['text']?.trim()
    if (text) return { text, isToFrench: asksForFrench(plain, text) }
  }
  return { text: plain, isToFrench: true }
}

/** What is asked round the text; a request that names no language means French: it is the only one. */
function asksForFrench(prompt: string, text: string): boolean {
  const named = prompt
    .replace(text, '')
    .replace(/from english/i, '')
    .match(new RegExp(LANGUAGE, 'gi'))
  return named === null || named.some((name) => /french/i.test(name))
}
