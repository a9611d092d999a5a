import { HashText } from '@/components/ui/HashText.tsx'

const HEX = /^0x[0-9a-f]*$/i
/** Longer hex is shortened on screen. */
const WHOLE_HEX_CHARS = 20

/** A decoded value of a call or an event: lists and structs as lists, hex shortened with a copy button. */
export function ValueText({
  value,
  name = 'value',
}: {
  readonly value: unknown
  readonly name?: string
}) {
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="text-muted">none</span>
    return (
      <ol className="space-y-1">
        {value.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of the chain never changes its order
          <li key={i} className="border-line border-l-2 pl-2">
            <ValueText value={part} name={name} />
          </li>
        ))}
      </ol>
    )
  }
  if (typeof value === 'object' && value !== null) {
    return (
      <dl className="grid grid-cols-[auto_1fr] gap-x-3">
        {Object.entries(value).map(([key, part]) => (
          <div key={key} className="contents">
            <dt className="text-muted">{key}</dt>
            <dd className="min-w-0">
              <ValueText value={part} name={key} />
            </dd>
          </div>
        ))}
      </dl>
    )
  }
  if (typeof value === 'string' && HEX.test(value) && value.length > WHOLE_HEX_CHARS) {
    return <HashText value={value} what={name} ends={8} />
  }
  return <span className="break-all font-mono text-xs">{String(value)}</span>
}
