/** Everything that is promised of the shipped experts and of the gate, measured in full. */

import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { buildDataset } from '../../scripts/experts/buildDataset.ts'
import { evaluateExpert, type Report } from '../../scripts/experts/evaluateExpert.ts'
import { evaluateGate } from '../../scripts/experts/evaluateGate.ts'
import { marginsOf } from '../../scripts/experts/printReports.ts'
import { readManifest } from '../../scripts/experts/readManifest.ts'
import { getRecipe } from '../../scripts/experts/recipes.ts'

const COUNT = 200
/** Points that a figure of this many requests may differ from that of 500. */
const TOLERANCE = 6
const LEAD = 30
const RESIDENT_MB = 150
/** A guard against hanging: what a start takes on an idle machine is on the cards, and far below. */
const LOAD_GUARD_MS = 30_000

const manifest = await readManifest()
const roles = manifest.map(({ role }) => role)

describe('the shipped experts', () => {
  const reports: Report[] = []

  for (const entry of manifest)
    it(`serve ${entry.role} as their card says`, async (t) => {
      const report = await evaluateExpert(entry, { roles, count: COUNT })
      reports.push(report)

      const { scores, loadMs, residentMb, tokensPerSecond, row } = report
      t.diagnostic(`serves after ${loadMs} ms, ${residentMb} MB, ${tokensPerSecond} tok/s`)
      t.diagnostic(`on every role: ${JSON.stringify(row)}`)
      for (const [testSet, { right }] of Object.entries(scores))
        assert.ok(Math.abs(right - entry.scores[testSet]!) <= TOLERANCE, `${testSet}: ${right}`)
      assert.ok(residentMb <= RESIDENT_MB, String(residentMb))
      assert.ok(loadMs <= LOAD_GUARD_MS, String(loadMs))
    })

  it(`lead on their own role by at least ${LEAD} points`, () => {
    const margins = marginsOf(reports)
    for (const role of roles) assert.ok(margins[role]! >= LEAD, `${role}: ${margins[role]}`)
  })

  for (const { role, trainedFrom } of manifest)
    it(`were trained on the data that the generator of ${role} writes today`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'witan-data-'))
      try {
        const { sha256 } = await buildDataset(getRecipe(role), folder)
        assert.equal(`0x${sha256}`, trainedFrom.dataSha256)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })
})

describe('the gate', () => {
  it('routes and declines held-out prompts, and is as right as it says', (t) => {
    const { accuracy, accuracyByRole, decline, calibrationError, count } = evaluateGate(400)

    t.diagnostic(`routes ${accuracy} %, declines ${decline} % of ${count} prompts`)
    t.diagnostic(JSON.stringify(accuracyByRole))
    assert.ok(accuracy >= 97, String(accuracy))
    assert.ok(decline >= 95, String(decline))
    assert.ok(calibrationError <= 5, String(calibrationError))
  })
})
