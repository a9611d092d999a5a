import { type Item, REFERENCES, readItems } from '#runtime/experts/tools/readItems.ts'
import { TOOL_SCHEMAS } from '#runtime/experts/tools/toolSchemas.ts'
import { toolsExpert } from '#runtime/experts/tools/toolsExpert.ts'
import type { Example, RoleGenerator } from '../../example.ts'
import type { Random } from '../../random.ts'
import { chooseWording, type Rendered, renderWording } from '../../template.ts'
import type { Tier } from '../../wordings.ts'
import { CALENDAR_REQUESTS } from './calendarRequests.ts'
import { drawText } from './drawText.ts'
import { drawDate, drawDuration, drawNumber, drawTime } from './drawTyped.ts'
import { EVERYDAY_REQUESTS } from './everydayRequests.ts'
import { ENDINGS, GREETINGS, OPENINGS } from './frames.ts'
import type { Request } from './request.ts'

const REQUESTS: readonly Request[] = [...CALENDAR_REQUESTS, ...EVERYDAY_REQUESTS]

/** Begins a request that is no command, or has something else in front of the command. */
const STATEMENT =
  /^(?:I|we|there|what|what's|how|is|will|do|don't|new|reminder|timer|alarm|an|weather|calendar|can|let us|my|on|in|at|\{)/

/** Many people type without capitals. */
const LOWER_CASE_SHARE = 0.2

/** The generator of the tools role. */
export const toolsGenerator: RoleGenerator = {
  role: 'tools',
  sample: sampleTools,
  testSets: {
    V: (random) => sampleTools(random, 'V'),
    W: (random) => sampleTools(random, 'W'),
  },
  wordings: {
    ...Object.fromEntries(REQUESTS.map(({ tool, heads }) => [tool, heads])),
    ...Object.fromEntries(
      REQUESTS.flatMap(({ tool, tails }) =>
        tails.map(({ argument, wordings }) => [`${tool} ${argument}`, wordings]),
      ),
    ),
    openings: OPENINGS,
    greetings: GREETINGS,
    endings: ENDINGS,
  },
  otherWordings: ['a', 'an', 'on'],
  isValid: (answer) => isCall(JSON.parse(answer)),
  agrees: (answer, truth) => answer === truth,
  showcase: [
    'book a meeting on 14 March 2027 at 3 pm',
    'set a timer for 25 minutes',
    'remind me to water the plants tomorrow at 7:30 am',
    "tell Anna that I'm running late",
    'convert 5 miles to kilometers',
  ],
}

/** Returns whether a value is a call of a known tool with every required argument and no other. */
function isCall(value: { tool: string | null; arguments: Record<string, unknown> }): boolean {
  const schema = TOOL_SCHEMAS.find(({ name }) => name === value.tool)
  if (!schema) return false
  const known = schema.arguments.map(({ name }) => name)
  const missing = schema.arguments.some(
    ({ name, required }) => required && !(name in value.arguments),
  )
  return !missing && Object.keys(value.arguments).every((name) => known.includes(name))
}

function sampleTools(random: Random, tier: Tier): Example {
  for (;;) {
    const request = random.pick(REQUESTS)
    const wording = wordRequest(request, random, tier)
    const values = drawValues(request.tool, wording, random, tier)
    const rendered = renderWording(wording, values)
    const example = finishExample(
      request.tool,
      { ...rendered, text: setCase(rendered.text, random) },
      values,
    )
    if (example) return example
  }
}

function setCase(text: string, random: Random): string {
  if (random.chance(LOWER_CASE_SHARE)) return text.toLowerCase()
  return random.chance(0.4) ? text[0]!.toUpperCase() + text.slice(1) : text
}

/** Returns a whole request as one wording: opening, head, tails in any order, ending. */
function wordRequest({ tool, heads, tails }: Request, random: Random, tier: Tier): string {
  // One part is in a wording never trained: the head mostly, else a tail or the frame round it.
  const changed = tier === 'W' ? random.pick(['head', 'head', 'tail', 'frame'] as const) : 'none'
  const heldOutHead = changed === 'head' || (changed === 'tail' && tails.length === 0)
  const head = chooseWording(random.pick(heads[heldOutHead ? 'heldOut' : 'train']), random)
  const free = tails.filter(({ argument }) => !head.includes(`{${argument}}`))
  const drawn = random.shuffle(free.filter(({ share }) => random.chance(share)))
  const chosen = drawn.length === 0 && changed === 'tail' ? free.slice(0, 1) : drawn
  const tailed = changed === 'tail' ? random.integer(0, chosen.length - 1) : -1
  const side = (now: boolean) => (now ? 'heldOut' : 'train') as 'heldOut' | 'train'
  const tailTexts = chosen.map(({ wordings }, index) =>
    chooseWording(random.pick(wordings[side(index === tailed)]), random),
  )
  const first = tailTexts[0]
  const toFront =
    first !== undefined && /^\{on\}|^at \{time|^in \{in/.test(first) && random.chance(0.12)
  const body = toFront ? [`${first},`, head, ...tailTexts.slice(1)] : [head, ...tailTexts]
  const framed = changed === 'frame' ? random.pick(['opening', 'ending'] as const) : 'neither'
  const openings = STATEMENT.test(body[0]!) ? GREETINGS : OPENINGS
  const opening = random.pick(openings[side(framed === 'opening')])
  const endings = ENDINGS[side(framed === 'ending')].filter((ending) => suits(ending, tool))
  const ending = random.pick(endings)
  return (opening + body.join(' ') + ending).replace(/ (?=[,:])/g, '')
}

/** After a free text "for me" would belong to the text as well as to the request. */
function suits(ending: string, tool: string): boolean {
  return !ending.includes('for me') || (tool !== 'send_message' && tool !== 'set_reminder')
}

function drawValues(
  tool: string,
  wording: string,
  random: Random,
  tier: Tier,
): Record<string, string> {
  const date = drawDate(random)
  const values: Record<string, string> = {
    date: date.text,
    on: date.takesOn && random.chance(0.9) ? 'on ' : '',
    time: drawTime(random),
    duration: drawDuration(random, /\{duration\} (?:\{|timer)/.test(wording)),
    in: drawDuration(random),
    value: drawNumber(random),
  }
  for (const [, name] of wording.matchAll(/\{(\w+)\}/g))
    if (name !== 'art') values[name!] ??= drawText({ tool, name: name!, wording }, random, tier)
  values['art'] = /^[aeiou]/i.test(values['title'] ?? '') ? 'an' : 'a'
  return values
}

/** Returns the example, or nothing when code reads the text otherwise than it was meant. */
function finishExample(
  tool: string,
  { text, spans }: Rendered,
  values: Readonly<Record<string, string>>,
): Example | undefined {
  const items = readItems(text).filter((part): part is Item => part.kind !== 'sign')
  if (items.length > REFERENCES.length || text.length > 300) return undefined
  const schema = TOOL_SCHEMAS.find(({ name }) => name === tool)!
  const parts = [tool]
  for (const { name, kind } of schema.arguments) {
    const span = spans.get(name)
    if (!span) continue
    const first = items.findIndex(({ start }) => start === span.start)
    const last = items.findIndex(({ end }) => end === span.end)
    const meant = kind === 'text' || (first === last && items[first]?.kind === kind)
    if (first < 0 || last < first || !meant) return undefined
    const run = first === last ? '' : `-${REFERENCES[last]}`
    parts.push(`${name}=${REFERENCES[first]}${run}`)
  }
  const raw = parts.join(' ')
  return {
    prompt: text,
    raw,
    answer: toolsExpert.finish(raw, text).answer,
    family: tool,
    values: Object.entries(values).map(([kind, value]) => `${kind}:${value}`),
  }
}
