import { addressOf } from '#chain/addressOf.ts'
import { commitProbes } from '#chain/commitProbes.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { readBatch } from '#chain/readBatch.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readCourtTerms } from '#chain/readCourtTerms.ts'
import { fromHex, type Hex, toHex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import type { Role } from '#protocol/role.ts'
import { probeLeafOf } from '#verification/probeDuty.ts'
import { type EpochState, type ProbeState, readEpochs, saveEpoch } from './epochState.ts'
import { drawTemperature, planPayers, takePayers } from './payers.ts'
import { probeRootOf, promptHashOf } from './probeTree.ts'
import type { Verifier } from './verifier.ts'

/**
 * Commits the verifier to fresh probes of the next epoch. Secret, keys and prompts are on disk before anything is sent;
 * a commitment whose transaction was lost sight of is found again.
 *
 * @throws {WitanError} CONTRACT_REVERTED when the node is no verifier, or the next epoch has its probes; and what
 * sendCall throws.
 */
export async function commitEpoch(verifier: Verifier): Promise<EpochState> {
  const { chain, verifierId, records, tell } = verifier
  const kept = readEpochs(records).find(({ epoch }) => epoch === 0)
  const found = kept && (await findOnChain(verifier, kept))
  if (found !== undefined) return found
  const state = kept ?? (await plan(verifier))
  saveEpoch(records, state)
  const { epoch, round } = await commitProbes(chain, {
    verifierId,
    root: state.root,
    secretCommit: keccak256Hex(fromHex(state.secret, 32)),
    count: state.probes.length,
  })
  const committed = { ...state, epoch, round: round.toString() }
  saveEpoch(records, committed)
  tell({ event: 'committed', epoch, probes: state.probes.length, root: state.root })
  return committed
}

/** Returns what opens a probe to the bench. */
export function openingOf({ index, sessionPrivateKey, prompts, salt }: ProbeState) {
  const sessionKey = addressOf(sessionPrivateKey)
  return { index, sessionKey, promptHash: promptHashOf(prompts), salt }
}

async function findOnChain(
  { chain, verifierId, records }: Verifier,
  state: EpochState,
): Promise<EpochState | undefined> {
  const { steps } = await readCourtTerms(chain)
  const now = Math.floor((await readChainTime(chain)) / steps.epoch)
  const kept = Math.ceil(steps.report / steps.epoch) + 1
  for (let epoch = Math.max(1, now - kept); epoch <= now + 1; epoch++) {
    const batch = await readBatch(chain, { verifierId, epoch })
    if (batch?.root !== state.root) continue
    const found = { ...state, epoch, round: batch.round.toString() }
    saveEpoch(records, found)
    return found
  }
  return undefined
}

/** Payers come first: what the epoch's probes are paid with was opened long before. */
async function plan(verifier: Verifier): Promise<EpochState> {
  const { chain, settings, prompts, random, records } = verifier
  const { steps } = await readCourtTerms(chain)
  const now = await readChainTime(chain)
  await planPayers(verifier, { now, epochSeconds: steps.epoch })
  const epoch = Math.floor(now / steps.epoch) + 1
  const probes = takePayers(records, epoch, settings.probes).map(
    ({ accountKey, at }, index): ProbeState => {
      const drawn = prompts.roles.map((role): [Role, string] => [role, prompts.draw(role, random)])
      return {
        index,
        salt: randomHex(16),
        sessionPrivateKey: createSessionKey().privateKey,
        accountKey,
        prompts: Object.fromEntries(drawn),
        temperatureMilli: drawTemperature(random),
        at,
      }
    },
  )
  const leaves = probes.map((probe) => probeLeafOf(openingOf(probe)))
  return { epoch: 0, round: '0', root: probeRootOf(leaves), secret: randomHex(32), probes }
}

function randomHex(bytes: number): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)))
}
