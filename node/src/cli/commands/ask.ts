/** witan ask: quote, consent, sealed and paid answer, bill. */

import { createSessionKey } from '#chain/createSessionKey.ts'
import type { OwnTranscript } from '#client/checkTranscript.ts'
import type { Client } from '#client/createClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { createMemoryJournal, decodeJournal } from '#client/journal.ts'
import { submitJob } from '#client/submitJob.ts'
import type { Config } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import type { JobId, NodeId } from '#protocol/ids.ts'
import { MAX_TASK_SECONDS } from '#protocol/limits.ts'
import { type Mode, parseMode } from '#protocol/mode.ts'
import { MAX_TEMPERATURE_MILLI } from '#protocol/race.ts'
import type { SignedReceipt } from '#protocol/receipt.ts'
import type { Conversation } from '#protocol/requestPayload.ts'
import { parseRole, type Role } from '#protocol/role.ts'
import { formatDollars } from '#protocol/units.ts'
import { type ComposedClient, composeClient } from '../composeClient.ts'
import { type Consent, createConsent } from '../consent.ts'
import type { Command, CommandContext } from '../context.ts'
import { writeEvidence } from '../evidenceFiles.ts'
import { loadSettings } from '../loadSettings.ts'
import { createNarrator } from '../narrateJob.ts'
import { readNodeHealth } from '../nodeHealth.ts'
import { hasWallet, unlockWallet } from '../openWallet.ts'
import { parseAmount } from '../parseAmount.ts'
import { parseNodeNumber } from '../parseNodeNumber.ts'
import { hasPassword } from '../readPassword.ts'
import { readPrompt } from '../readPrompt.ts'
import { writeReceipts } from '../receiptsFile.ts'
import { createRehearsal, type Rehearsal } from '../rehearsal.ts'
import { resumeJob } from '../resumeJob.ts'
import { trialJson, trialRow } from '../trial.ts'

export type AskOptions = {
  readonly prompt?: string
  readonly role?: string
  readonly system?: string
  readonly max?: string
  readonly mode: string
  readonly file?: string
  readonly receipts?: string
  readonly leaves?: boolean
  readonly temperature?: string
  readonly nodes?: string
  readonly wallet?: string
  readonly timeout?: string
  readonly resume?: string
  readonly dryRun?: boolean
}

type Request = {
  readonly prompt: string
  readonly role?: Role
  readonly earlier?: Conversation
  readonly maxBudget: bigint
  readonly mode: Mode
  readonly deadlineSeconds?: number
  readonly temperatureMilli?: number
  readonly nodeIds?: readonly NodeId[]
}

/** Exit code of a process that was told to end at once. */
const FORCED = 130
/** Most that a person who named no limit can be asked to agree to; consent is asked for the real price below it. */
const UNNAMED_LIMIT = 1_000_000n

export const ask: Command<AskOptions> = async (context, options) => {
  const { output } = context
  if (options.resume !== undefined) {
    await resumeJob(context, { jobId: options.resume, wallet: options.wallet })
    return 0
  }
  const request = await readRequest(context, options)
  const { config } = loadSettings(context)
  const rehearsal = options.dryRun ? createRehearsal() : undefined
  // For the quote alone, any key will do.
  const isClosed = rehearsal && !(hasPassword(context) && hasWallet(config, options.wallet))
  const privateKey = isClosed
    ? createSessionKey().privateKey
    : await unlockWallet(context, config, options.wallet)

  const consent = createConsent()
  await using composed = await composeClient(config, {
    privateKey,
    bootstrap: await ownAddresses(config),
    wrapChain: rehearsal && !isClosed ? rehearsal.guard : consent.guard,
    ...(rehearsal ? { journal: createMemoryJournal() } : {}),
  })
  const stopping = listenForStop(context, consent)
  try {
    const job = submitJob(composed.client, { ...request, signal: stopping.signal })
    const seen = await follow(context, job, { consent, dryRun: options.dryRun ?? false })
    if (options.receipts && seen.jobId) {
      const { jobId, receipts } = seen
      const transcripts = options.leaves ? await readTranscripts(composed.client, jobId) : []
      await writeReceipts(options.receipts, { jobId, receipts, transcripts })
      output.note(`receipts: ${options.receipts}`)
    }
    if (seen.jobId) await keepEvidence(context, { config, jobId: seen.jobId, composed })
    if (rehearsal && seen.quoted) tellRehearsal(context, rehearsal)
    if (seen.failed && !(rehearsal && seen.quoted && seen.failed.code === 'ABORTED')) {
      throw new WitanError(seen.failed.code, seen.failed.message, { meta: { jobId: seen.jobId } })
    }
  } finally {
    stopping.unlisten()
  }
  return 0
}

async function readRequest({ io, prompts }: CommandContext, options: AskOptions): Promise<Request> {
  const role = options.role === undefined ? undefined : parseRole(options.role)
  const mode = parseMode(options.mode)
  const deadlineSeconds = secondsOf(options.timeout)
  if (options.max === undefined && !prompts.available && !options.dryRun) {
    throw new WitanError(
      'INPUT_INVALID',
      'Nobody can be asked to agree to the price here; name the most it may cost with --max.',
    )
  }
  const maxBudget = options.max === undefined ? UNNAMED_LIMIT : parseAmount(options.max)
  const prompt = await readPrompt(io, options)
  const earlier: Conversation =
    options.system === undefined ? [] : [{ speaker: 'system', content: options.system }]
  const temperatureMilli = milliOf(options.temperature)
  const nodeIds = options.nodes?.split(',').map((text) => parseNodeNumber(text.trim()))
  return { prompt, role, earlier, maxBudget, mode, deadlineSeconds, temperatureMilli, nodeIds }
}

/** The answer's leaves as the client just kept them. */
async function readTranscripts(
  { journal }: Client,
  jobId: JobId,
): Promise<readonly OwnTranscript[]> {
  const text = await journal.load(jobId)
  return (text === undefined ? undefined : decodeJournal(text).transcripts) ?? []
}

/** Keeps what shows others the faults that were found, and says how to use it. */
async function keepEvidence(
  { output }: CommandContext,
  job: { readonly config: Config; readonly jobId: JobId; readonly composed: ComposedClient },
): Promise<void> {
  const { client, chain } = job.composed
  const sources = { journal: client.journal, context: chain.context }
  for (const { path, hash, evidence } of await writeEvidence(
    job.config.dataDir,
    job.jobId,
    sources,
  )) {
    const { kind } = evidence
    const { nodeId } = evidence.receipt.receipt
    output.event({ type: 'evidence', nodeId, kind, hash, path })
    output.note(`evidence against node ${nodeId}: ${path}`)
    output.note(`  Have it punished: witan prove ${path}`)
  }
}

function milliOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const milli = Math.round(Number(text) * 1000)
  if (/^\d(\.\d{1,3})?$/.test(text) && milli <= MAX_TEMPERATURE_MILLI) return milli
  throw new WitanError(
    'INPUT_INVALID',
    `The temperature is not a number of 0 to ${MAX_TEMPERATURE_MILLI / 1000} with at most 3 decimals.`,
  )
}

function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const seconds = Number(text)
  if (/^\d{1,3}$/.test(text) && seconds >= 1 && seconds <= MAX_TASK_SECONDS) return seconds
  throw new WitanError(
    'INPUT_INVALID',
    `The timeout is not a number of 1 to ${MAX_TASK_SECONDS} seconds.`,
  )
}

type Seen = {
  jobId?: JobId
  quoted?: Extract<JobEvent, { type: 'quoted' }>
  failed?: Extract<JobEvent, { type: 'failed' }>
  readonly receipts: SignedReceipt[]
}

function tellRehearsal({ output }: CommandContext, { trial }: Rehearsal): void {
  const step = trial()
  output.event({ type: 'simulated', ...trialJson(step) })
  output.note(trialRow(step).join(': '))
}

/** Tells every event, asks for consent at the price, and returns what matters afterwards. */
async function follow(
  context: CommandContext,
  job: AsyncIterable<JobEvent>,
  { consent, dryRun }: { consent: Consent; dryRun: boolean },
): Promise<Seen> {
  const narrate = createNarrator(context.output)
  const seen: Seen = { receipts: [] }
  for await (const event of job) {
    if (event.type === 'failed') seen.failed = event
    // What a dry run ends with is no failure, so it isn't told as one.
    if (!(dryRun && event.type === 'failed')) narrate(event)
    if (event.type === 'funded') seen.jobId = event.jobId
    if (event.type === 'receipt') seen.receipts.push(event.receipt)
    if (event.type === 'quoted') {
      seen.quoted = event
      await decide(context, event, { consent, dryRun })
    }
  }
  return seen
}

async function decide(
  { prompts }: CommandContext,
  { required, locked }: Extract<JobEvent, { type: 'quoted' }>,
  { consent, dryRun }: { consent: Consent; dryRun: boolean },
): Promise<void> {
  const refuse = (why: string) => consent.refuse(new WitanError('ABORTED', why))
  if (dryRun) return refuse('This was a dry run; nothing was signed.')
  const question = `Pay at most ${formatDollars(required)} dollars? ${formatDollars(locked)} are locked now.`
  try {
    if (await prompts.confirm(question)) consent.give()
    else refuse('You refused the price; nothing was signed.')
  } catch (error) {
    consent.refuse(error)
  }
}

/** The first Ctrl-C ends the job in order, with what arrived paid; the second ends the process. */
function listenForStop(
  { io, output }: CommandContext,
  consent: Consent,
): { readonly signal: AbortSignal; readonly unlisten: () => void } {
  const stopping = new AbortController()
  const unlisten = io.onStopSignal(() => {
    if (stopping.signal.aborted) io.exitNow(FORCED)
    output.note('Stopping: what arrived is paid, the rest is refunded. Ctrl-C again ends now.')
    const reason = new WitanError(
      'ABORTED',
      'You stopped the job; nothing beyond the last voucher is paid.',
    )
    consent.refuse(reason)
    stopping.abort(reason)
  })
  return { signal: stopping.signal, unlisten }
}

/** A node of this data folder that runs is the nearest peer to start from. */
async function ownAddresses(config: Config): Promise<readonly string[]> {
  return (await readNodeHealth(config))?.addresses ?? []
}
