import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import { CARD_NOTES } from './cardNotes.ts'
import type { Report } from './evaluateExpert.ts'

/** Misses shown on a card: enough to see what kind they are. */
const SHOWN_MISSES = 3

/** Returns the model card of an expert as Markdown, every figure measured on `count` requests per set. */
export function writeCard(entry: ShippedExpert, report: Report, count: number): string {
  const notes = CARD_NOTES[entry.role]
  if (!notes) throw new Error(`No card notes for ${entry.role}.`)
  const rows = Object.entries(report.scores).map(
    ([name, { right, valid, modelAlone }]) =>
      `| ${name} | ${notes.testSets[name] ?? ''} | ${right} | ${valid} | ${modelAlone} |`,
  )
  const families = Object.entries(report.scores['W']!.families).map(
    ([family, right]) => `${family} ${right}`,
  )
  const closeness = Object.entries(report.scores).flatMap(([name, { closeness }]) =>
    closeness === undefined ? [] : [`${name} ${closeness}`],
  )
  const misses = Object.entries(report.scores).flatMap(([name, { misses }]) =>
    misses
      .slice(0, SHOWN_MISSES)
      .map(
        ({ prompt, truth, answer }) =>
          `* ${name}: "${oneLine(prompt)}" meant \`${truth}\`, answered \`${answer}\``,
      ),
  )
  const { sha256, modelId, trainedFrom, parameters, bytes, contextTokens, licence } = entry
  return `<!-- Written by "npm run experts:train"; do not edit. -->
# ${entry.name}: a tiny specialist for ${entry.role}

${notes.job}

| | |
| --- | --- |
| size | ${parameters} parameters, ${bytes} bytes (Q8_0), llama architecture |
| context | ${contextTokens} tokens |
| speed | ${report.tokensPerSecond} tok/s of one CPU thread (request and answer, processor time), serves ${report.loadMs} ms after the start of its process, ${report.residentMb} MB resident |
| licence | ${licence}; own work, trained only on text that the generator in this repository writes |
| file | \`${sha256}\` |
| model id | \`${modelId}\` |
| training | ${trainedFrom.steps} steps, seed ${trainedFrom.seed}, data \`${trainedFrom.dataSha256}\` |

## Data and split
${notes.data}

## Scores
${count} requests per set, temperature 0, drawn with a seed that nothing was tuned on. Percent.
"Right" is model and code together, as served; "model alone" is the raw output without the grammar, equal to the target.

| set | what it holds | right | valid | model alone |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

${closeness.length > 0 ? `Mean closeness to the truth (chrF2): ${closeness.join(', ')}.\n` : ''}On held-out wordings (W) by kind: ${families.join(', ')}.
On held-out requests (V and W) of every role: ${Object.entries(report.row)
    .map(([role, right]) => `${role} ${right}`)
    .join(', ')}.

## Examples
${report.showcase.map(({ prompt, raw, answer }) => `* "${oneLine(prompt)}": model \`${raw}\`, answer \`${answer}\``).join('\n')}

Misses, as they came:
${misses.join('\n')}

## Limits
${notes.limits}
`
}

/** A log has several lines, an item of a list has one. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' / ')
}
