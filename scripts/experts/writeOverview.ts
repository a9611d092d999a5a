import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Report } from './evaluateExpert.ts'
import type { GateReport } from './evaluateGate.ts'
import { marginsOf } from './printReports.ts'

type Cell = string | number

/**
 * Returns the page that compares all shipped experts, as Markdown: scores, matrix, cost and gate.
 *
 * @param entries - The manifest.
 * @param reports - What each of them showed, in the same order.
 * @param gate - What the gate showed.
 * @param count - Requests behind each score.
 */
export function writeOverview(
  entries: readonly ShippedExpert[],
  reports: readonly Report[],
  { gate, count }: { readonly gate: GateReport; readonly count: number },
): string {
  const roles = reports.map(({ role }) => role)
  const margins = marginsOf(reports)
  const totalBytes = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  return `<!-- Written by "npm run experts:eval -- --write"; do not edit. -->
# The shipped experts

Each is a tiny specialist: it does one task and no other. How they are made stands in \`scripts/experts/README.md\`,
what each can do and where it fails on its card. All figures are percent of right answers, model and code together, as
a node serves them, at temperature 0, on ${count} requests per set drawn with a seed that nothing was tuned on.

## Scores
**V**: known wordings, values never trained. **W**: one part in a wording never trained, made of known words.
"Alone" is the model without grammar and code: its raw output equal to the target.

${table(
  ['expert', 'V', 'W', 'valid', 'alone (V)', 'other sets'],
  reports.map(({ role, scores }) => [
    `[${role}](${role}/card.md)`,
    scores['V']!.right,
    scores['W']!.right,
    Math.min(...Object.values(scores).map(({ valid }) => valid)),
    scores['V']!.modelAlone,
    Object.entries(scores)
      .filter(([name]) => name !== 'V' && name !== 'W')
      .map(([name, { right }]) => `${name} ${right}`)
      .join(', '),
  ]),
)}

## Every expert on every role
Held-out requests (V and W, as many of each) of the role of the column.

${table(
  ['expert', ...roles],
  [
    ...reports.map(({ role, row }) => [role, ...roles.map((other) => row[other] ?? '')]),
    ['**leads by**', ...roles.map((role) => `**${margins[role]}**`)],
  ],
)}

## Cost
One CPU thread; speed is request and answer by processor time. "Serves after" is the start of the runtime process, the engine included, the fastest of three while other programs ran; memory is that of the process
after 50 sealed requests. All files together: ${totalBytes} bytes.

${table(
  ['expert', 'bytes', 'parameters', 'serves after (ms)', 'resident (MB)', 'tok/s', 'sha256'],
  reports.map(({ role, bytes, loadMs, residentMb, tokensPerSecond }) => {
    const { parameters, sha256 } = entries.find((entry) => entry.role === role)!
    return [role, bytes, parameters, loadMs, residentMb, tokensPerSecond, `\`${sha256}\``]
  }),
)}

## Gate
On ${gate.count} prompts with held-out values and wordings, half of them out of scope: it routes ${gate.accuracy} % of those that
an expert serves to that expert, and declines ${gate.decline} % of the others. By role: ${Object.entries(
    gate.accuracyByRole,
  )
    .map(([role, right]) => `${role} ${right}`)
    .join(', ')}.
Its confidence is off by ${gate.calibrationError} points on average:

${table(
  ['confidence', 'prompts', 'says', 'right'],
  gate.reliability.map(({ from, to, count: prompts, confidence, right }) => [
    `${from} to ${to}`,
    prompts,
    confidence,
    right,
  ]),
)}
`
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
