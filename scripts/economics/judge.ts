import { type Hex, keccak256, type PrivateKeyAccount, toHex } from 'viem'
import { faultyTask } from '../gas/evidence.ts'
import type { BenchNode } from '../gas/jobs.ts'
import type { World } from '../gas/openWorld.ts'
import type { PaidTask } from './market.ts'

const DAY = 86_400
const SALT = keccak256(toHex('salt'))
const STATS = keccak256(toHex('stats'))
const EVIDENCE = keccak256(toHex('evidence'))

/**
 * Takes every task to a jury of the bench that finds its node guilty: the whole of lane B, all cases side by side.
 *
 * @param accused - Tasks whose replay failed; the requester of their jobs accuses.
 * @param verifiers - Everyone who can be drawn; each votes guilty, as a replay tells it to.
 */
export async function judge(
  world: World,
  requester: PrivateKeyAccount,
  accused: readonly PaidTask[],
  verifiers: readonly BenchNode[],
): Promise<void> {
  const cases: bigint[] = []
  for (const { node, job } of accused) {
    const { signed } = await faultyTask(world, { node, jobId: job.jobId, modelId: EVIDENCE })
    await world.send(requester, 'VerifierBench', 'openCase', [signed, EVIDENCE, 0])
    const caseId = (await world.read('VerifierBench', 'caseCount')) as bigint
    const { round } = (await world.read('VerifierBench', 'caseOf', [caseId])) as { round: bigint }
    await world.wait(1)
    await world.send(requester, 'BlockBeacon', 'prove', [round])
    await world.send(requester, 'VerifierBench', 'advance', [caseId])
    cases.push(caseId)
  }
  for (const caseId of cases) {
    const jury = await juryOf(world, caseId, verifiers)
    for (const { nodeId, owner } of jury) {
      const vote = [caseId, 0, nodeId, true, STATS, SALT]
      const commitment = (await world.read('VerifierBench', 'voteHash', vote)) as Hex
      await world.send(owner, 'VerifierBench', 'commitVerdict', [caseId, nodeId, commitment])
    }
    await world.send(requester, 'VerifierBench', 'advance', [caseId])
    for (const { nodeId, owner } of jury) {
      const opened = [caseId, nodeId, true, STATS, SALT]
      await world.send(owner, 'VerifierBench', 'revealVerdict', opened)
    }
    await world.send(requester, 'VerifierBench', 'advance', [caseId])
  }
  await world.wait(2 * DAY)
  for (const caseId of cases) await world.send(requester, 'VerifierBench', 'advance', [caseId])
}

async function juryOf(
  world: World,
  caseId: bigint,
  verifiers: readonly BenchNode[],
): Promise<readonly BenchNode[]> {
  const ids = (await world.read('VerifierBench', 'juryOf', [caseId, 0])) as readonly number[]
  return verifiers.filter(({ nodeId }) => ids.includes(nodeId))
}
