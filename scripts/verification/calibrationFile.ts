/** The file that says what the shipped experts are calibrated to. */

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ExpertCalibration, parseCalibrations } from '#verification/calibrations.ts'
import { EXPERTS_FOLDER } from '../experts/paths.ts'

const FILE = join(EXPERTS_FOLDER, 'thresholds.json')

/** Returns what the shipped experts are calibrated to, by role; nothing without a file. */
export async function readCalibrations(): Promise<readonly ExpertCalibration[]> {
  try {
    return parseCalibrations(await readFile(FILE, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Puts calibrations into the file, in place of those of the same roles. */
export async function putCalibrations(changed: readonly ExpertCalibration[]): Promise<void> {
  const roles = new Set(changed.map(({ role }) => role))
  const kept = (await readCalibrations()).filter(({ role }) => !roles.has(role))
  const experts = [...kept, ...changed].sort((a, b) => a.role.localeCompare(b.role))
  await writeFile(FILE, `${JSON.stringify({ version: 1, experts }, undefined, 2)}\n`)
}
