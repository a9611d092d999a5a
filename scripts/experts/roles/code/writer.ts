import type { InputKind, Kind } from '#runtime/experts/code/operation.ts'
import type { Random } from '../../random.ts'
import { chooseWording } from '../../template.ts'
import type { Wordings } from '../../wordings.ts'
import type { Chain } from './drawProgram.ts'
import { AMONG, ITEMS, WHOLE } from './fillers.ts'

/** Chooses wordings; one named part may be in a wording that training never sees. */
export type Writer = {
  readonly random: Random
  pick(part: string, wordings: Wordings): string
}

/** What the steps act on: the input in words, when nothing before the steps said it. */
export type Subject = {
  readonly base?: string
  /** What the elements of the input are called, when they have a name of their own. */
  readonly noun?: string
  readonly names: readonly [string, string] | undefined
  /** What the elements are called whose list is made by a step that is not said: "the words in a text". */
  readonly implied?: readonly string[]
}

export type Position = {
  readonly chain: Chain
  readonly index: number
  readonly base: string | undefined
}

/** Returns one of the wordings that a template stands for. */
export function chooseFrom(wordings: Wordings, heldOut: boolean, random: Random): string {
  return chooseWording(random.pick(heldOut ? wordings.heldOut : wordings.train), random)
}

/** Fills a wording in; operands become places of their own: `{o1_0}` is the first of step 1. */
export function fill(
  template: string,
  values: Readonly<Record<string, string>>,
  index: number,
): string {
  const operands: Readonly<Record<string, string>> = {
    a: `{o${index}_0}`,
    b: `{o${index + 1}_0}`,
    s: `{o${index}_0}`,
    t: `{o${index}_1}`,
  }
  let text = template
  for (let depth = 0; depth < 3; depth++)
    text = text.replace(
      /\{(\w+)\}/g,
      (whole, name: string) => values[name] ?? operands[name] ?? whole,
    )
  return text.replace(/ {2,}/g, ' ').trim()
}

export function elements(
  kind: InputKind,
  { noun, implied }: Subject,
  random: Random,
): { items: string; item: string } {
  const isList = kind === 'nums' || kind === 'words'
  const items = random.pick((isList && implied) || (ITEMS[kind as Kind] ?? ['numbers']))
  const item = items.replace(/ies$/, 'y').replace(/s$/, '')
  return {
    items: noun && isList && random.chance(0.5) ? noun : items,
    item,
  }
}

export function pronoun(kind: InputKind, random: Random): string {
  return kind === 'pair'
    ? random.pick(['them', 'both', 'the two', 'the numbers'])
    : random.pick(WHOLE[kind])
}

export function among({ base }: Position, random: Random): string {
  if (base) return ` ${random.pick(['in', 'of', 'from'])} ${base}`
  return random.chance(0.15) ? ` ${random.pick(AMONG)}` : ''
}
