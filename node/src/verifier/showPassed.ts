import type { Chain } from '#chain/chain.ts'
import { readConviction } from '#chain/readConviction.ts'
import { readReport } from '#chain/readReport.ts'
import { concatBytes, fromHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { JobId, NodeId, TaskId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { DecoyLie } from '#runtime/child/decoyLie.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import type { Evidence } from '#verification/evidence.ts'
import { receiptDigestOf } from './receiptDigestOf.ts'

/** A decoy as its owner has it: the lies that it told, and what it signed of them. */
export type Decoy = {
  readonly nodeId: NodeId
  /** Sends the proof; its account gets the finder's share. */
  readonly chain: Chain
  readonly lies: () => Promise<readonly DecoyLie[]>
  readonly forget: (lie: DecoyLie) => Promise<void>
  readonly receiptOf: (jobId: JobId, taskId: TaskId) => SignedReceipt | undefined
  /** Shows the court a fault. */
  readonly prove: (fault: Evidence) => Promise<void>
  readonly logger: Logger
  readonly tell: (event: DecoyEvent) => void
}

export type DecoyEvent = {
  readonly event: 'shown'
  readonly taskId: TaskId
  /** Who passed the lie. */
  readonly verifierId: NodeId
}

/**
 * Shows the court every lie of a decoy that a verifier passed, so that the verifier can be punished (punishLazy). It
 * costs the decoy the stake of a lost race. A lie that was reported as one is forgotten, and so is one that is too old
 * to be reported.
 *
 * @param keptSince - Lies whose answer ended before it are forgotten where nobody reported them (Unix seconds).
 * @returns How many were shown by this call.
 * @throws {WitanError} CHAIN_UNREACHABLE.
 */
export async function showPassed(decoy: Decoy, keptSince: number): Promise<number> {
  const { chain, nodeId, lies, forget, receiptOf, prove, tell, logger } = decoy
  let shown = 0
  for (const lie of await lies()) {
    const signed = receiptOf(lie.jobId, lie.taskId)
    if (signed === undefined) continue
    const report = await readReport(chain, receiptDigestOf(chain, signed.receipt))
    if (report === undefined) {
      if (signed.receipt.finishedAt < keptSince) await forget(lie)
      continue
    }
    const { taskId } = lie
    const { verifierId, passed } = report
    const isOver = (await readConviction(chain, { nodeId: verifierId, taskId })) !== undefined
    if (!passed || isOver) {
      await forget(lie)
      continue
    }
    if ((await readConviction(chain, { nodeId, taskId })) !== undefined) continue
    try {
      await prove(evidenceOfLie(lie, signed))
      shown++
      tell({ event: 'shown', taskId, verifierId })
    } catch (error) {
      // somebody else showed it at the same moment
      if (!isWitanError(error, 'CONTRACT_REVERTED')) throw error
      logger.info('lie was shown before', { taskId }, error)
    }
  }
  return shown
}

/** Returns what shows the court a lie, and no other leaf of the answer. */
function evidenceOfLie(
  { seed, position, leaf, salt, path }: DecoyLie,
  receipt: SignedReceipt,
): Evidence {
  return {
    version: 1,
    kind: 'race',
    receipt,
    other: [],
    quote: [],
    seed: fromHex(seed, 32),
    leaves: [
      {
        position,
        leaf: fromHex(leaf),
        salt: fromHex(salt),
        path: concatBytes(...path.map((sibling) => fromHex(sibling, 32))),
      },
    ],
    probe: [],
  }
}
