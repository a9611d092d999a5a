/**
 * Prints how often juries of up to 3, 7 and 21 are captured by a coalition of operators, by the contract's own draw.
 *
 * `--json` prints one JSON object and nothing else; `--draws` (default 4,000) and `--seed` (default 1) choose the draws.
 */

import { parseArgs } from 'node:util'
import { type Capture, measureCapture } from './economics/juryCapture.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    draws: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
  },
})
const [draws, seed] = [Number(values.draws), Number(values.seed)]
if (!Number.isInteger(draws) || draws < 1 || !Number.isInteger(seed) || seed < 0) {
  throw new Error('--draws and --seed are whole numbers.')
}
const captures = measureCapture(draws, seed)
if (values.json) console.log(JSON.stringify({ draws, seed, captures }))
else {
  console.log(`Draws of each jury: ${draws}, seed ${seed}.\n`)
  console.log(
    '| verifiers | coalition | share of stake | its stake, dollars | first jury | second | last |',
  )
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const capture of captures) console.log(rowOf(capture))
}

function rowOf({ honest, honestUnits, captured, share, dollars, chance }: Capture): string {
  const others =
    honestUnits === 1 ? `${honest} others` : `${honest} others, ${honestUnits} times the stake each`
  const percent = chance.map(
    ({ seats, mean, error }) =>
      `${(100 * mean).toFixed(1)} ± ${(100 * error).toFixed(1)} % of ${seats}`,
  )
  return `| ${[others, String(captured), `${(100 * share).toFixed(0)} %`, String(dollars), ...percent].join(' | ')} |`
}
