import type { Value } from './operation.ts'

export type Language = 'javascript' | 'python'

/** Returns a value as source text on one line. */
export function literal(value: Value, language: Language): string {
  if (Array.isArray(value))
    return `[${value.map((item: Value) => literal(item, language)).join(', ')}]`
  if (typeof value === 'number') return String(value)
  if (language === 'python' && typeof value !== 'string')
    return value === null ? 'None' : value === true ? 'True' : 'False'
  const json = JSON.stringify(value)
  if (typeof value !== 'string' || language === 'python') return json
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
