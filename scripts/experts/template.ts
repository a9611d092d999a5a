import type { Random } from './random.ts'

/** Where a value stands in a rendered text, in characters. */
export type Span = { readonly start: number; readonly end: number }

/** A rendered text and the place of every value that was put into it. */
export type Rendered = { readonly text: string; readonly spans: ReadonlyMap<string, Span> }

const GROUP = /\[([^[\]]*)\]/
const PLACEHOLDER = /\{(\w+)\}/g

/**
 * Returns every wording that a template stands for: `[has|had]` is a choice, `{name}` a value.
 *
 * @param template - The template; groups do not nest.
 */
export function expandTemplate(template: string): string[] {
  const group = GROUP.exec(template)
  if (!group) return [tidyWording(template)]
  return group[1]!
    .split('|')
    .flatMap((choice) => expandTemplate(template.replace(group[0], () => choice)))
}

/** Returns one of the wordings that a template stands for. */
export function chooseWording(template: string, random: Random): string {
  let wording = template
  for (let group = GROUP.exec(wording); group; group = GROUP.exec(wording)) {
    const choice = random.pick(group[1]!.split('|'))
    wording = wording.replace(group[0], () => choice)
  }
  return tidyWording(wording)
}

/** An empty choice leaves two spaces, or one before a full stop. */
function tidyWording(wording: string): string {
  return wording
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[.,]( |$))/g, '')
    .trim()
}

/**
 * Returns the text of a wording with its values filled in, and where each value stands.
 * A value used twice keeps its first place.
 *
 * @throws {Error} when the wording names a value that was not given.
 */
export function renderWording(wording: string, values: Readonly<Record<string, string>>): Rendered {
  const spans = new Map<string, Span>()
  let text = ''
  let from = 0
  for (const match of wording.matchAll(PLACEHOLDER)) {
    const name = match[1]!
    const value = values[name]
    if (value === undefined) throw new Error(`The wording "${wording}" needs a value for ${name}.`)
    text += wording.slice(from, match.index)
    if (!spans.has(name)) spans.set(name, { start: text.length, end: text.length + value.length })
    text += value
    from = match.index + match[0].length
  }
  return { text: text + wording.slice(from), spans }
}

/** Returns rendered texts joined by a separator, their spans moved along. */
export function joinRendered(parts: readonly Rendered[], separator: string): Rendered {
  const spans = new Map<string, Span>()
  let text = ''
  for (const part of parts) {
    if (text) text += separator
    for (const [name, { start, end }] of part.spans)
      if (!spans.has(name)) spans.set(name, { start: start + text.length, end: end + text.length })
    text += part.text
  }
  return { text, spans }
}
