/** witan challenge: makes a node hand out the frames of an answer, or lose stake for keeping them. */

import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import { challengeData } from '#chain/challengeData.ts'
import { hashTypedData } from '#chain/hashTypedData.ts'
import { proveWithheld } from '#chain/proveWithheld.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readAnswer, readDemand } from '#chain/readDemands.ts'
import type { Journal } from '#client/journal.ts'
import { concatBytes, fromHex, type Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { decodeFrame, decodeFrameText } from '#protocol/frame.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { parseTaskId, type TaskId } from '#protocol/ids.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import { receiptTypedData } from '#protocol/typedData.ts'
import { formatDollars } from '#protocol/units.ts'
import { reopenAnswer } from '#sealing/reopenAnswer.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import type { Command } from '../context.ts'
import { listJournals } from '../fileJournal.ts'
import { formatTable } from '../formatTable.ts'
import { loadSettings } from '../loadSettings.ts'
import { openWallet } from '../openWallet.ts'
import { trialJson, trialRow, tryStep } from '../trial.ts'

export type ChallengeOptions = {
  readonly taskId: string
  readonly wallet?: string
  readonly dryRun?: boolean
}

type Outcome =
  | { readonly outcome: 'answered'; readonly bytes: number; readonly answer: string | null }
  | { readonly outcome: 'withheld'; readonly slashed: bigint }

/** Time between two looks at the chain (ms). */
const LOOK_MS = 500

export const challenge: Command<ChallengeOptions> = async (context, options) => {
  const { output, prompts } = context
  const taskId = parseTaskId(options.taskId)
  const { config } = loadSettings(context)
  const { journal, signed } = await findReceipt(config.dataDir, taskId)
  const wallet = { keystore: options.wallet, name: 'wallet', readOnly: options.dryRun ?? false }
  const { chain, address } = await openWallet(context, config, wallet)
  const digest = hashTypedData(receiptTypedData(chain.context, signed.receipt))
  const { nodeId } = signed.receipt
  const facts = { nodeId, taskId, digest }
  const act = (on: Chain) => challengeData(on, { signed })
  if (options.dryRun) {
    const trial = await tryStep(chain, 'challenge', { from: address, act })
    output.result(
      { ...facts, dryRun: true, simulated: [trialJson(trial)] },
      formatTable([...rowsOf(facts), trialRow(trial)]),
    )
    return 0
  }
  const standing = await readDemand(chain, digest)
  const question = `Demand the frames of node ${nodeId}? A bond is kept until it answers, and is the node's then.`
  if (standing === undefined && !(await prompts.confirm(question))) {
    throw new WitanError('ABORTED', 'Nothing was sent.')
  }
  const fromBlock = standing === undefined ? (await act(chain)).blockNumber : firstBlockOf(chain)
  const outcome = await awaitAnswer(chain, { digest, fromBlock, journal, signed })
  output.result({ ...facts, dryRun: false, ...outcome }, tableOf(facts, outcome))
  return 0
}

function firstBlockOf({ deployment }: Chain): bigint {
  return BigInt(deployment.contracts.ProbeCourt.block)
}

/** @throws {WitanError} RECEIPT_UNKNOWN when no job of this folder has a receipt of the task. */
async function findReceipt(
  dataDir: string,
  taskId: TaskId,
): Promise<{ journal: Journal; signed: SignedReceipt }> {
  for await (const journal of listJournals(dataDir)) {
    const signed = journal.receipts.find(({ receipt }) => receipt.taskId === taskId)
    if (signed !== undefined) return { journal, signed }
  }
  throw new WitanError('RECEIPT_UNKNOWN', `No job of this data folder has a receipt of ${taskId}.`)
}

type Waiting = {
  readonly digest: Hex
  readonly fromBlock: bigint
  readonly journal: Journal
  readonly signed: SignedReceipt
}

/** Waits until the node answers, or has it punished when its time is over. */
async function awaitAnswer(chain: Chain, waiting: Waiting): Promise<Outcome> {
  const { digest, fromBlock, journal, signed } = waiting
  for (;;) {
    const frames = await readAnswer(chain, digest, fromBlock)
    if (frames !== undefined) return await openFrames(chain, waiting, fromHex(frames))
    const demand = await readDemand(chain, digest)
    const now = Math.max(await readChainTime(chain), Math.floor(Date.now() / 1000))
    if (demand !== undefined && !demand.closed && now > demand.endsAt) {
      const sessionKey = addressOf(journal.sessionPrivateKey)
      const { slashed } = await proveWithheld(chain, { signed, sessionKey })
      return { outcome: 'withheld', slashed }
    }
    await sleep(LOOK_MS)
  }
}

/** The text can be read where the job was run with its requests kept; else the frames' hash says that they are the right ones. */
async function openFrames(
  { context }: Chain,
  { journal, signed: { receipt } }: Waiting,
  sealed: Uint8Array,
): Promise<Outcome> {
  if (keccak256Hex(sealed) !== receipt.responseHash) {
    throw new WitanError('VERIFICATION_FAILED', 'The frames are not those of the receipt.')
  }
  const sent = journal.requests?.find(({ taskId }) => taskId === receipt.taskId)
  if (sent === undefined) return { outcome: 'answered', bytes: sealed.length, answer: null }
  await sodiumReady()
  const { jobId, taskId, nodeId, mode, modelId } = receipt
  const { sealingKey, maxOutputTokens } = sent.quote.quote
  const { chainId, escrow } = context
  const bound = { chainId, escrow, jobId, taskId, nodeId, mode, modelId, sealingKey }
  const frames = reopenAnswer(
    { ...bound, maxOutputTokens, deadline: sent.deadline },
    { requestKey: fromHex(sent.requestKey, 32), envelope: fromHex(sent.envelope) },
    sealed,
  ).map(decodeFrame)
  const textOf = (kind: string) =>
    decodeFrameText(
      concatBytes(...frames.filter((one) => one.kind === kind).map(({ text }) => text)),
    )
  return {
    outcome: 'answered',
    bytes: sealed.length,
    answer: textOf('answer') || textOf('tokens'),
  }
}

function rowsOf(facts: { nodeId: number; taskId: string; digest: string }) {
  return [
    ['node', String(facts.nodeId)],
    ['task', facts.taskId],
    ['receipt', facts.digest],
  ]
}

function tableOf(
  facts: { nodeId: number; taskId: string; digest: string },
  outcome: Outcome,
): string {
  const rows =
    outcome.outcome === 'withheld'
      ? [['withheld', `${formatDollars(outcome.slashed)} dollars slashed`]]
      : [['answered', outcome.answer ?? 'the frames are those of the receipt']]
  return formatTable([...rowsOf(facts), ...rows])
}
