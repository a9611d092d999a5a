/**
 * Writes test/vectors/race.json: seeds, noise, scores, leaves, trees and receipts, against which the
 * contracts are tested. `--check` only says whether what is written is what the protocol gives today.
 */

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { raceVectors } from './raceVectors.ts'

const file = path.resolve(import.meta.dirname, '..', '..', 'test', 'vectors', 'race.json')
const spread = JSON.stringify(await raceVectors(), null, 2)
// as the formatter has it: a list of one text stands on one line
const text = `${spread.replace(/\[\s+("[^"]*")\s+\]/g, '[$1]')}\n`

if (!process.argv.includes('--check')) {
  await writeFile(file, text)
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('The race vectors are not those of the protocol. Run: node scripts/vectors/race.ts')
  process.exitCode = 1
}
