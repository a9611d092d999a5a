/** Exports: the same records as CSV (RFC 4180) and NDJSON; same columns, nothing shortened. */

export type ExportRecord = Readonly<Record<string, string | number | bigint | boolean | undefined>>

/** Returns lines that end with CRLF, the first with the names of all columns. */
export function toCsv(records: readonly ExportRecord[]): string {
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const lines = records.map((record) => columns.map((column) => csvCell(record[column])))
  return [columns.map(csvCell), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** Returns one JSON object per line; bigints become decimal strings. */
export function toNdjson(records: readonly ExportRecord[]): string {
  const write = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
  return records.map((record) => `${JSON.stringify(record, write)}\n`).join('')
}

function csvCell(value: ExportRecord[string]): string {
  const text = value === undefined ? '' : String(value)
  // A sheet would run a text that starts like a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
