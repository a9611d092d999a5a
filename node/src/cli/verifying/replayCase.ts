/** Judges a case again, with its evidence from wherever it lies and the model that is here. */

import type { Chain } from '#chain/chain.ts'
import { readCase } from '#chain/readCase.ts'
import { type Check, checkEqual } from '#client/check.ts'
import { courtLevelsOf } from '#client/courtLevelsOf.ts'
import { createRecordVerifier } from '#client/createRecordVerifier.ts'
import { marketHistory } from '#client/marketHistory.ts'
import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { createHost } from '#transport/createHost.ts'
import { createPeerKey } from '#transport/peerKey.ts'
import { auditVotes } from '#verifier/auditVotes.ts'
import { createEvidenceShelf } from './evidenceShelf.ts'
import { createEngines, createThresholds } from './judgeTools.ts'

/**
 * Returns a check of every opened vote of a case against what the replay says here.
 *
 * @throws {WitanError} INPUT_INVALID when there is no such case; EVIDENCE_UNKNOWN when nobody has its bundle;
 * MODEL_UNKNOWN when the model is not here; CHAIN_UNREACHABLE.
 */
export async function replayCase(
  config: Config,
  chain: Chain,
  caseId: bigint,
): Promise<readonly Check[]> {
  const courtCase = await readCase(chain, caseId)
  if (courtCase === undefined) {
    throw new WitanError('INPUT_INVALID', `There is no case ${caseId}. Check its number.`)
  }
  await sodiumReady()
  const { dataDir, bootstrap } = config
  const { chainId, registry } = chain.context
  await using host = await createHost({
    peerKey: await createPeerKey(),
    listen: [],
    bootstrap,
    dht: 'client',
    chainId,
    registry,
    verifyRecord: createRecordVerifier(chain),
  })
  const bundle = await createEvidenceShelf(dataDir, chain, host).get(courtCase.evidenceHash)
  const juries = courtLevelsOf(await marketHistory(chain), caseId)
  const judge = { chain, engineOf: createEngines(dataDir), thresholdsOf: createThresholds(chain) }
  const audits = await auditVotes(judge, courtCase, { juries, bundle })
  return audits.flatMap(({ level, finding, votes }) =>
    votes.map(({ verifierId, guilty, sameFigures }) => {
      const figures = sameFigures ? ', by the very figures' : ''
      const name = `vote of node ${verifierId} in jury ${level + 1} is what the replay says${figures}`
      return checkEqual(name, wordOf(finding.guilty), wordOf(guilty))
    }),
  )
}

function wordOf(guilty: boolean): string {
  return guilty ? 'guilty' : 'not guilty'
}
