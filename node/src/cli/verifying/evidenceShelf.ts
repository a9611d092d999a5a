/** Bundles of evidence in the data folder, and with the other verifiers. */

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Chain } from '#chain/chain.ts'
import { readVerifiers } from '#chain/readVerifiers.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { EVIDENCE_FOLDER, readEvidenceFile } from '#store/evidenceFile.ts'
import { findRecord } from '#transport/discovery/findRecord.ts'
import type { Host } from '#transport/host.ts'
import { fetchEvidence } from '#transport/protocols/fetchEvidence.ts'
import { decodeEvidence, encodeEvidence } from '#verification/evidence.ts'
import type { EvidenceShelf } from '#verifier/verifier.ts'

/** Longest look with one peer (ms). */
const PEER_MS = 10_000

/** Returns the shelf of a verifier; what it got from others it keeps, and so hands it on. */
export function createEvidenceShelf(dataDir: string, chain: Chain, host: Host): EvidenceShelf {
  const keep = async (hash: Hex, bytes: Uint8Array) => {
    const folder = join(dataDir, EVIDENCE_FOLDER)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(join(folder, `${hash}.cbor`), bytes, { mode: 0o600 })
  }
  return {
    put: async (evidence) => {
      const { bytes, hash } = encodeEvidence(evidence)
      await keep(hash, bytes)
      return hash
    },
    get: async (hash) => {
      const here = await readEvidenceFile(dataDir, hash)
      if (here !== undefined) return decodeEvidence(here, hash)
      const bytes = await askOthers(chain, host, hash)
      const evidence = decodeEvidence(bytes, hash)
      await keep(hash, bytes)
      return evidence
    },
  }
}

/** Asks one verifier after the other: whoever accuses has the bundle, and every juror that judged. */
async function askOthers(chain: Chain, host: Host, hash: Hex): Promise<Uint8Array> {
  for (const nodeId of await readVerifiers(chain)) {
    const signal = AbortSignal.timeout(PEER_MS)
    try {
      const found = await findRecord(host, nodeId, { signal })
      if (found === undefined || found.record.peerId === host.peerId) continue
      return await fetchEvidence(host, found.record.addresses, hash, { signal })
    } catch (error) {
      if (!isWitanError(error)) throw error
    }
  }
  throw new WitanError('EVIDENCE_UNKNOWN', `No verifier that answers has the evidence ${hash}.`, {
    meta: { hash },
    retryable: true,
  })
}
