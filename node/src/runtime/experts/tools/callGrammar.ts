import { type Item, REFERENCES } from './readItems.ts'
import { type ArgumentKind, TOOL_SCHEMAS, type ToolArgument } from './toolSchemas.ts'

const TYPED = ['date', 'time', 'duration', 'number'] as const

/**
 * Returns a GBNF grammar of the calls that a request allows: only known tools, only their arguments in
 * order, every required one, and references only to items of the right kind. A text is one item or a
 * run of items, `C` or `C-E`. A tool whose required value is nowhere in the request is left out.
 */
export function callGrammar(items: readonly Item[]): string {
  const has = (kind: ArgumentKind): boolean =>
    kind === 'text' ? items.length > 0 : items.some((item) => item.kind === kind)

  const calls = TOOL_SCHEMAS.filter((tool) =>
    tool.arguments.every((argument) => !argument.required || has(argument.kind)),
  ).map((tool) => {
    const parts = tool.arguments.filter(({ kind }) => has(kind)).map(argumentRule)
    return [`"${tool.name}"`, ...parts].join(' ')
  })
  const typed = TYPED.filter(has).map((kind) => {
    const references = items.flatMap((item, index) =>
      item.kind === kind ? [REFERENCES[index]!] : [],
    )
    return `${kind} ::= [${references.join('')}]`
  })
  const runs = items.map((_, index) => {
    const later = REFERENCES.slice(index + 1, items.length)
    return later ? `"${REFERENCES[index]}" ("-" [${later}])?` : `"${REFERENCES[index]}"`
  })
  return [`root ::= ${calls.join(' | ')}`, ...typed, `text ::= ${runs.join(' | ')}`].join('\n')
}

function argumentRule({ name, kind, required }: ToolArgument): string {
  const body = `" ${name}=" ${kind}`
  return required ? body : `(${body})?`
}
