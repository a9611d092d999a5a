/** witan prove: shows the court the fault in a bundle of evidence; whoever does gets the finder's share. */

import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import { readNode } from '#chain/readNode.ts'
import { readReputationTerms } from '#chain/readReputationTerms.ts'
import { readStake } from '#chain/readStake.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import type { Sentence } from '#chain/sentence.ts'
import { decodeJournal } from '#client/journal.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address, JobId } from '#protocol/ids.ts'
import type { Receipt, SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { formatDollars } from '#protocol/units.ts'
import type { Command } from '../context.ts'
import { readEvidence } from '../evidenceFiles.ts'
import { createFileJournal } from '../fileJournal.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openWallet } from '../openWallet.ts'
import { transactionJson } from '../transactionJson.ts'
import { trialJson, trialRow, tryStep } from '../trial.ts'

export type ProveOptions = {
  readonly file: string
  readonly wallet?: string
  readonly dryRun?: boolean
}

/** What the node stands to lose, before or after. */
type Standing = { readonly stake: bigint; readonly weight: bigint; readonly jailed: boolean }

export const prove: Command<ProveOptions> = async (context, options) => {
  const { output, prompts } = context
  const { evidence, hash } = await readEvidence(options.file)
  const { receipt } = evidence.receipt
  const { nodeId, taskId } = receipt
  const { config } = loadSettings(context)
  const name = 'wallet'
  const readOnly = options.dryRun ?? false
  const wallet = await openWallet(context, config, { keystore: options.wallet, name, readOnly })
  const { chain } = wallet
  await assertSigned(chain, evidence.receipt)
  const sessionKey = await sessionKeyOf(config.dataDir, receipt.jobId)
  const facts = { nodeId, taskId, kind: evidence.kind, evidence: hash }
  const act = (on: Chain) => proveEvidence(on, evidence, sessionKey && { sessionKey })
  if (options.dryRun) {
    const trial = await tryStep(chain, 'prove', { from: wallet.address, act })
    output.result(
      { ...facts, dryRun: true, transaction: null, simulated: [trialJson(trial)] },
      formatTable([...rowsOf(facts), trialRow(trial)]),
    )
    return 0
  }
  const before = await standingOf(chain, receipt)
  const question = `Show the court the fault "${evidence.kind}" of node ${nodeId}? It has ${formatDollars(before.stake)} dollars at stake.`
  if (!(await prompts.confirm(question))) throw new WitanError('ABORTED', 'Nothing was sent.')
  const sentence = await act(chain)
  const after = await standingOf(chain, receipt)
  const { fault, position, slashed } = sentence
  output.result(
    {
      ...facts,
      dryRun: false,
      fault,
      position: position ?? null,
      slashed,
      before,
      after,
      transaction: transactionJson(sentence),
    },
    formatTable([...rowsOf(facts), ...rowsAfter(sentence, before, after)]),
  )
  return 0
}

async function standingOf(chain: Chain, { nodeId, role }: Receipt): Promise<Standing> {
  const [{ active }, { weight, jailed }] = await Promise.all([
    readStake(chain, nodeId),
    readReputationTerms(chain, { nodeId, role }),
  ])
  return { stake: active, weight, jailed }
}

/** @throws {WitanError} VERIFICATION_FAILED when the node is not who signed the receipt. */
async function assertSigned(chain: Chain, { receipt, signature }: SignedReceipt): Promise<void> {
  const { nodeId } = receipt
  const [node, signer] = await Promise.all([
    readNode(chain, nodeId),
    recoverSigner(receiptTypedData(chain.context, receipt), signature),
  ])
  if (node?.signer === signer) return
  throw new WitanError(
    'VERIFICATION_FAILED',
    `The receipt in the evidence is signed by ${signer}, not by node ${nodeId} of this chain.`,
    { meta: { nodeId, signer } },
  )
}

/** The requester that proves a fault of its own job is refunded before anybody else gets a share. */
async function sessionKeyOf(dataDir: string, jobId: JobId): Promise<Address | undefined> {
  const text = await createFileJournal(dataDir).load(jobId)
  return text === undefined ? undefined : addressOf(decodeJournal(text).sessionPrivateKey)
}

function rowsOf(facts: { nodeId: number; taskId: string; kind: string; evidence: string }) {
  const { nodeId, taskId, kind, evidence } = facts
  return [
    ['node', String(nodeId)],
    ['task', taskId],
    ['fault', kind],
    ['evidence', evidence],
  ]
}

function rowsAfter({ position, slashed, txHash }: Sentence, before: Standing, after: Standing) {
  return [
    ...(position === undefined ? [] : [['token', String(position)]]),
    ['slashed', `${formatDollars(slashed)} dollars`],
    ['stake', `${formatDollars(before.stake)} before, ${formatDollars(after.stake)} now`],
    [
      'weight',
      `${formatDollars(before.weight)} before, ${formatDollars(after.weight)} now${after.jailed ? ' (jailed)' : ''}`,
    ],
    ['transaction', txHash],
  ]
}
