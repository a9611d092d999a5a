import type { Random } from '../../random.ts'
import { expandTemplate } from '../../template.ts'
import type { Wordings } from '../../wordings.ts'

const DROP_SHARE = 0.3
const SWAP_SHARE = 0.35
const ADD_SHARE = 0.12

/** Little words without which a sentence says the same. */
const DROPPED = new Set(
  'the a an is are was were has have had been it this that we so far about very all also now'.split(
    ' ',
  ),
)

/** Words that say the same in a report; all are words of the training wordings. */
const ALIKE = [
  'cause reason',
  'fixed repaired solved',
  'failed crashed broke',
  'failure fault problem trouble',
  'inspected checked tested',
  'inspection check test',
  'arrived came',
  'received got',
  'delivered brought',
  'delivery order',
  'fell dropped decreased sank shrank',
  'rose grew climbed increased jumped',
  'rise increase',
  'drop decrease',
  'goal target aim',
  'deadline due',
  'found saw noticed noted',
  'found seen noticed',
  'decided agreed chose',
  'discuss talk',
  'discussed met',
  'must should will',
  'stayed remained held',
  'unchanged stable steady',
  'affected hit',
  'damaged broken',
  'late delayed',
  'missing lost',
  'expected planned',
  'blocked stuck',
  'blocks slows',
  'leads heads runs manages',
  'recovered restored restarted',
  'running working',
  'unreachable offline',
  'errors failures',
  'repeated seen',
  'next another',
  'approved passed',
  'rejected failed',
  'signed received',
  'says reports',
  'says mentions shows names',
  'biggest main only',
  'finished done complete completed ready',
  'due caused',
].map((words) => words.split(' '))

/** Begins of sentences that add nothing. */
const ADDED = [
  'So',
  'Now',
  'And',
  'Then',
  'Also,',
  'In all,',
  'In the end',
  'As expected,',
  'Sadly,',
  'This time',
]

/**
 * Returns a training wording, at times said a little otherwise: with a little word less, another word for the same, or a
 * word before it. Never one that is held out.
 */
export function varyWording(wording: string, { heldOut }: Wordings, random: Random): string {
  const words = wording.split(' ').flatMap((word) => {
    const [plain = ''] = /[a-z]+/i.exec(word) ?? []
    if (word.includes('{') || plain === '') return [word]
    if (DROPPED.has(word.toLowerCase()) && random.chance(DROP_SHARE)) return []
    const others = ALIKE.filter((group) => group.includes(plain.toLowerCase())).flat()
    if (others.length === 0 || !random.chance(SWAP_SHARE)) return [word]
    return [word.replace(plain, asWritten(plain, random.pick(others)))]
  })
  const plain = words.join(' ')
  const varied = random.chance(ADD_SHARE)
    ? `${random.pick(ADDED)} ${plain.slice(0, 1).toLowerCase()}${plain.slice(1)}`
    : plain
  return varied === '' || isAmong(varied, heldOut) ? wording : varied
}

function asWritten(before: string, word: string): string {
  if (/^[A-Z]{2}/.test(before)) return word.toUpperCase()
  return /^[A-Z]/.test(before) ? word[0]!.toUpperCase() + word.slice(1) : word
}

const EXPANDED = new WeakMap<readonly string[], ReadonlySet<string>>()

function isAmong(wording: string, templates: readonly string[]): boolean {
  const known =
    EXPANDED.get(templates) ??
    new Set(templates.flatMap(expandTemplate).map((text) => text.toLowerCase()))
  EXPANDED.set(templates, known)
  return known.has(wording.toLowerCase())
}
