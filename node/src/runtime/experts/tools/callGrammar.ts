import { allowedRuns, type RunKind, type Runs } from './allowedRuns.ts'
import { type Item, REFERENCES, type Sign } from './readItems.ts'
import { TOOL_SCHEMAS, type ToolArgument, type ToolSchema } from './toolSchemas.ts'

const TYPED = ['date', 'time', 'duration', 'number'] as const
const RUN_KINDS: readonly RunKind[] = ['free', 'person', 'list', 'unit', 'title', 'phrase']

/**
 * Returns a GBNF grammar of the calls that a request allows: only known tools, only their arguments in
 * order, every required one, and references only to items of the right kind. A text is one item or a
 * run of items, `C` or `C-E`. A tool whose required value is nowhere in the request is left out.
 */
export function callGrammar(parts: readonly (Item | Sign)[]): string {
  const items = parts.filter((part) => part.kind !== 'sign')
  const runs = new Map(RUN_KINDS.map((kind) => [kind as string, allowedRuns(parts, kind)]))
  // Two units that are known are what is meant; otherwise any words may be units.
  if (runs.get('unit')!.size < 2) runs.set('unit', runs.get('phrase')!)
  const has = (rule: string): boolean =>
    (runs.get(rule)?.size ?? 0) > 0 || items.some(({ kind }) => kind === rule)

  const calls = TOOL_SCHEMAS.filter((tool) =>
    tool.arguments.every((argument) => !argument.required || has(ruleOf(tool, argument))),
  ).map((tool) => {
    const rules = tool.arguments
      .filter((argument) => has(ruleOf(tool, argument)))
      .map((argument) => argumentRule(tool, argument))
    return [`"${tool.name}"`, ...rules].join(' ')
  })
  const typed = TYPED.filter(has).map((kind) => {
    const references = items.flatMap((item, index) =>
      item.kind === kind ? [REFERENCES[index]!] : [],
    )
    return `${kind} ::= [${references.join('')}]`
  })
  const texts = RUN_KINDS.filter(has).map((kind) => `${kind} ::= ${runRule(runs.get(kind)!)}`)
  return [`root ::= ${calls.join(' | ')}`, ...typed, ...texts].join('\n')
}

function argumentRule(tool: ToolSchema, argument: ToolArgument): string {
  const body = `" ${argument.name}=" ${ruleOf(tool, argument)}`
  return argument.required ? body : `(${body})?`
}

function ruleOf(tool: ToolSchema, { name, kind }: ToolArgument): string {
  if (kind !== 'text') return kind
  if (name === 'text') return 'free'
  if (name === 'list') return 'list'
  if (tool.name === 'create_event' && name === 'title') return 'title'
  if (tool.name === 'convert_units') return 'unit'
  return tool.name === 'send_message' && name === 'to' ? 'person' : 'phrase'
}

function runRule(runs: Runs): string {
  const rules = [...runs].map(([start, ends]) => {
    const later = ends.filter((end) => end > start).map((end) => REFERENCES[end]!)
    const reference = REFERENCES[start]!
    if (later.length === 0) return `"${reference}"`
    const rest = `"-" [${later.join('')}]`
    return ends[0] === start ? `"${reference}" (${rest})?` : `"${reference}" ${rest}`
  })
  return rules.join(' | ')
}
