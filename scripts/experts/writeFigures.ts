import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Report } from './evaluateExpert.ts'
import type { GateReport } from './evaluateGate.ts'
import { EXPERTS_FOLDER, MANIFEST_FILE, OVERVIEW_FILE } from './paths.ts'
import { readManifest } from './readManifest.ts'
import { writeCard } from './writeCard.ts'
import { writeOverview } from './writeOverview.ts'

/**
 * Writes measured figures into the manifest and the cards of their experts, and the page that compares them where all
 * were measured; nothing else changes.
 */
export async function writeFigures(
  reports: readonly Report[],
  figures: { readonly gate: GateReport; readonly count: number },
): Promise<void> {
  const entries = (await readManifest()).map((entry) => {
    const report = reports.find(({ role }) => role === entry.role)
    return report ? { ...entry, scores: summariseReport(report) } : entry
  })
  await writeManifest(entries)
  for (const report of reports) {
    const entry = entries.find(({ role }) => role === report.role)!
    await writeFile(
      join(EXPERTS_FOLDER, report.role, 'card.md'),
      writeCard(entry, report, figures.count),
    )
  }
  if (reports.length === entries.length)
    await writeFile(OVERVIEW_FILE, writeOverview(entries, reports, figures))
}

/** Writes the manifest, sorted by role. */
export async function writeManifest(entries: readonly ShippedExpert[]): Promise<void> {
  const sorted = entries.toSorted((one, other) => (one.role < other.role ? -1 : 1))
  await writeFile(MANIFEST_FILE, `${JSON.stringify(sorted, undefined, 2)}\n`)
}

/** Returns the figures of a report that the manifest keeps. */
export function summariseReport({ scores, tokensPerSecond }: Report): Record<string, number> {
  const rights = Object.entries(scores).map(([name, { right }]) => [name, right])
  const valid = Math.min(...Object.values(scores).map((score) => score.valid))
  return {
    ...Object.fromEntries(rights),
    valid,
    modelAloneV: scores['V']!.modelAlone,
    ...(scores['W']?.closeness !== undefined && { chrfW: scores['W'].closeness }),
    tokensPerSecond,
  }
}
