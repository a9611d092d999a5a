/** Bundles of evidence as files, named by their hash: what `ask` keeps of a fault and `prove` takes. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { evidenceOf } from '#client/evidenceOf.ts'
import { decodeJournal } from '#client/journal.ts'
import type { JournalStore } from '#client/ports.ts'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { JobId } from '#protocol/ids.ts'
import type { ChainContext } from '#protocol/typedData.ts'
import { EVIDENCE_FOLDER } from '#store/evidenceFile.ts'
import { decodeEvidence, type Evidence, encodeEvidence } from '#verification/evidence.ts'
import { readGivenFile } from './readGivenFile.ts'

export type EvidenceFile = {
  readonly path: string
  /** keccak256 of the file. */
  readonly hash: Hex
  readonly evidence: Evidence
}

/** Writes what shows others the faults that a job's journal keeps; returns one file per fault that can be shown. */
export async function writeEvidence(
  dataDir: string,
  jobId: JobId,
  { journal, context }: { readonly journal: JournalStore; readonly context: ChainContext },
): Promise<readonly EvidenceFile[]> {
  const text = await journal.load(jobId)
  const faults = (text === undefined ? undefined : decodeJournal(text).faults) ?? []
  const files: EvidenceFile[] = []
  for (const fault of faults) {
    const evidence = evidenceOf(context, fault)
    if (evidence === undefined) continue
    const { bytes, hash } = encodeEvidence(evidence)
    await mkdir(join(dataDir, EVIDENCE_FOLDER), { recursive: true, mode: 0o700 })
    const path = join(dataDir, EVIDENCE_FOLDER, `${hash}.cbor`)
    await writeFile(path, bytes, { mode: 0o600 })
    files.push({ path, hash, evidence })
  }
  return files
}

/** Returns the bundle in a file. @throws {WitanError} INPUT_INVALID when it cannot be read or is none. */
export async function readEvidence(path: string): Promise<EvidenceFile> {
  const bytes = await readGivenFile(path)
  try {
    const hash = keccak256Hex(bytes)
    return { path, hash, evidence: decodeEvidence(bytes, hash) }
  } catch (cause) {
    throw new WitanError('INPUT_INVALID', `${path} is not a bundle of evidence.`, { cause })
  }
}
