/**
 * Where a request falls into parts that can stand alone, by its form only. Cautious: a wrong split answers
 * the wrong question, a missed one only asks one expert for too much. planTemplate still classifies each part.
 */

const QUESTION = "(?:what|what's|whats|how|who|when|where|why|which)"
const VERB =
  '(?:calculate|compute|solve|add|subtract|multiply|divide|evaluate|work out|find|count|sum|' +
  'book|schedule|set|remind|send|text|email|mail|message|call|phone|arrange|cancel|move|turn|switch|play|create|' +
  'tell|wake|reserve|put|note|start|stop|write|code|implement|fix|debug|explain|refactor|program|build|draft|' +
  'compose|rewrite|rephrase|reword|improve|make|polish|correct|plan|organize|organise|prepare|outline|list|order|' +
  'summarize|summarise|shorten|condense|give|translate|say|show|check|open|let)'
const LINK = '(?:(?:and|also|then|next|finally|after that|afterwards|please|now|plus)[,]?\\s+)*'
const POLITE = '(?:(?:can|could|would|will) you (?:please )?|i want you to |i need you to )?'
const SUM = '[-(]?\\d[\\d\\s.,()]*(?:\\s*[-+*/x×÷]\\s*[(\\d][\\d\\s.,()]*)+[=?]?\\s*\\??$'
const MARKER = /^\s*(?:\d{1,2}[.)]|[-*•])\s+/

const BEGINS_REQUEST = new RegExp(`^${LINK}(?:${POLITE}(?:${QUESTION}|${VERB})\\b|${SUM})`, 'i')
const BEGINS_QUESTION = new RegExp(`^${LINK}${POLITE}${QUESTION}\\b`, 'i')
const LEADING_LINK = new RegExp(`^${LINK}`, 'i')
/** Words that point at an earlier part, so that this one can't stand alone. */
const REFERS_BACK =
  /\b(?:it|its|them|instead|the (?:result|answer|sum|total|difference|product|translation|summary|former|latter|same))\b|\b(?:this|that|these|those)(?=[.?!]*$| (?:to|by|with|into|in|for|on|and|from)\b)/i
/** After these, the rest of the sentence is what the task carries: a bare "and" belongs to it. */
const CARRIES_TEXT = /\b(?:saying|that says|telling|remind \w+ to|reminder to|that)\s/i
/** After these, everything up to the end of the line belongs to the task. */
const CARRIES_LINE = /:\s/
/** Possible borders: a line, the end of a sentence, a strong link, a weak link, a comma. */
const BORDER =
  /(?<line>\s*\n\s*(?:(?:\d{1,2}[.)]|[-*•])\s+)?)|(?<strong>[.?!;]\s+|,?\s+and\s+(?:also|then|please)\s+|,\s*(?:and|then|also|plus)\s+)|(?<weak>\s+(?:and|then|also|plus)\s+)|(?<comma>,\s+)/giu

type Strength = 'line' | 'strong' | 'weak' | 'comma'

/**
 * Returns the parts of a request in order; one part, the whole text, when it is not clearly several requests.
 *
 * @example
 * splitRequest('what is 482 + 39, and book a meeting on 14 March 2027 at 3 pm')
 * // ['what is 482 + 39', 'book a meeting on 14 March 2027 at 3 pm']
 * splitRequest('Anna has 4 apples and Ben has 5.')
 * // ['Anna has 4 apples and Ben has 5.']
 */
export function splitRequest(text: string): string[] {
  const parts: string[] = []
  let start = 0
  let asked = false
  let segment = 0
  for (const border of findBorders(text)) {
    asked ||= BEGINS_REQUEST.test(text.slice(segment, border.start).replace(MARKER, ''))
    segment = border.end
    const part = text.slice(start, border.start)
    const next = text.slice(border.end, border.nextStart).replace(MARKER, '').trim()
    if (!asked || !canEnd(part, border.strength) || !canBegin(next, border.strength)) continue
    parts.push(part + (border.keeps ?? ''))
    start = border.end
    asked = false
  }
  parts.push(text.slice(start))
  return parts.length === 1 ? [text.trim()] : parts.map(tidy)
}

type Border = {
  readonly start: number
  readonly end: number
  /** Where the next border starts, or the text ends. */
  readonly nextStart: number
  readonly strength: Strength
  /** A sign that belongs to the part before. */
  readonly keeps?: string
}

function findBorders(text: string): Border[] {
  const found = [...text.matchAll(BORDER)].filter((match) => !isQuoted(text, match.index))
  return found.map((match, i) => ({
    start: match.index,
    end: match.index + match[0].length,
    nextStart: found[i + 1]?.index ?? text.length,
    strength: strengthOf(match.groups ?? {}),
    keeps: /^[?!]/.exec(match[0])?.[0],
  }))
}

function strengthOf(groups: Readonly<Record<string, string | undefined>>): Strength {
  const names: readonly Strength[] = ['line', 'strong', 'weak']
  return names.find((name) => groups[name] !== undefined) ?? 'comma'
}

/** Whether a position lies between two double quotes. */
function isQuoted(text: string, position: number): boolean {
  const before = text.slice(0, position).match(/["“”]/g)?.length ?? 0
  return before % 2 === 1 && /["“”]/.test(text.slice(position))
}

function canEnd(part: string, strength: Strength): boolean {
  if (strength === 'line') return true
  const lastLine = part.slice(part.lastIndexOf('\n') + 1)
  if (CARRIES_LINE.test(lastLine)) return false
  return strength === 'strong' || !CARRIES_TEXT.test(lastLine)
}

function canBegin(next: string, strength: Strength): boolean {
  const opens = strength === 'comma' ? BEGINS_QUESTION : BEGINS_REQUEST
  return opens.test(next) && !REFERS_BACK.test(next)
}

function tidy(part: string): string {
  return part
    .trim()
    .replace(MARKER, '')
    .replace(LEADING_LINK, '')
    .replace(/[\s,;]+$/, '')
    .replace(/(?<!\b[ap]\.m)\.$/i, '')
}
