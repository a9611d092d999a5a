import { addressOf } from '#chain/addressOf.ts'
import type { ComposedClient } from '#cli/composeClient.ts'
import { auditConviction } from '#client/auditConviction.ts'
import { evidenceOf } from '#client/evidenceOf.ts'
import type { Journal } from '#client/journal.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import { type Punishment, punishmentOf } from './punishment.ts'

/**
 * Lane A: shows the court what the client saw by itself while the answer streamed, and recomputes the sentence.
 *
 * @returns Undefined when the node's own record shows nothing.
 */
export async function proveLie(
  { chain }: ComposedClient,
  journal: Journal,
): Promise<Punishment | undefined> {
  const [fault] = journal.faults ?? []
  const evidence = fault && evidenceOf(chain.context, fault)
  if (!evidence) return undefined
  const sessionKey = addressOf(journal.sessionPrivateKey)
  const { txHash } = await proveEvidence(chain, evidence, { sessionKey })
  const audit = await auditConviction(chain, txHash)
  const token = audit.position === undefined ? '' : ` at token ${audit.position}`
  return punishmentOf(audit, { found: `${audit.fault}${token}`, checks: audit.checks })
}
