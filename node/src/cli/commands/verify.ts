/** witan verify: probes nodes as a requester that nobody can tell from others, reports, accuses, and sits in juries. */

import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf } from '#chain/addressOf.ts'
import { commitProbes } from '#chain/commitProbes.ts'
import { joinVerifiers } from '#chain/joinVerifiers.ts'
import { readVerifiers } from '#chain/readVerifiers.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { punishLazy } from '#verifier/punishLazy.ts'
import { MAX_EARLIER_JOBS } from '#verifier/requesterLives.ts'
import { type EpochSummary, runEpoch } from '#verifier/runEpoch.ts'
import { serveCases } from '#verifier/serveCases.ts'
import type { Verifier, VerifierEvent, VerifierSettings } from '#verifier/verifier.ts'
import type { Command, CommandContext } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { readPeerKey } from '../keyFiles.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { readKeystoreAddress, requireOwnNode } from '../ownNode.ts'
import { trialJson, trialRow, tryStep } from '../trial.ts'
import { unlockKeystore } from '../unlockKeystore.ts'
import { composeVerifier, VERIFIER_DEFAULTS } from '../verifying/composeVerifier.ts'

export type VerifyOptions = {
  readonly once?: boolean
  readonly join?: boolean
  readonly juryOnly?: boolean
  readonly probes?: string
  readonly max?: string
  readonly decoys?: string
  readonly outsideFloat?: boolean
  readonly dryRun?: boolean
}

/** Time between two looks at cases and punishments (ms). */
const LOOK_MS = 1_000
/** Time after a failure that may pass, such as a chain that does not answer (ms). */
const RETRY_MS = 15_000
/** Exit code of a process that was told to end at once. */
const FORCED = 130
const MAX_PROBES = 16

export const verify: Command<VerifyOptions> = async (context, options) => {
  const { output, io } = context
  const settings = settingsOf(options)
  const { config } = loadSettings(context)
  if (options.dryRun) return await rehearse(context, config, options, settings)

  const { path, password, passwordFile } = config.keystore
  const keystore = { path, name: "node's signer", password, passwordFile }
  const privateKey = await unlockKeystore(context, keystore)
  await ensureListed(config, privateKey, options)
  const stop = new AbortController()
  const unlisten = io.onStopSignal(() => {
    if (stop.signal.aborted) io.exitNow(FORCED)
    stop.abort(new WitanError('ABORTED', 'The verifier was stopped; it goes on where it was.'))
  })
  try {
    await using composed = await composeVerifier(config, {
      privateKey,
      peerKey: await readPeerKey(config.dataDir),
      logger: createLogger(config.log),
      settings,
      tell: (event) => narrate(context, event),
    })
    const { verifier, verifierId, host } = composed
    output.event({ event: 'ready', verifierId, peerId: host.peerId, addresses: host.addresses() })
    output.note(`${output.paint('green', '●')} verifier ${verifierId}`)
    if (options.once) await runOnce(context, verifier, stop.signal)
    else await runForEver(verifier, options, stop.signal)
  } catch (error) {
    if (!stop.signal.aborted) throw error
    output.event({ event: 'stopped' })
  } finally {
    unlisten()
  }
  return 0
}

function settingsOf({
  probes,
  max,
  decoys,
  outsideFloat = false,
}: VerifyOptions): VerifierSettings {
  const count = probes === undefined ? VERIFIER_DEFAULTS.probes : Number(probes)
  if (!Number.isInteger(count) || count < 1 || count > MAX_PROBES) {
    throw new WitanError('INPUT_INVALID', `--probes is a whole number from 1 to ${MAX_PROBES}.`)
  }
  const maxBudget = max === undefined ? VERIFIER_DEFAULTS.maxBudget : parseDollars(max)
  const most = decoys === undefined ? VERIFIER_DEFAULTS.decoys : Number(decoys)
  if (!Number.isInteger(most) || most < 0 || most > MAX_EARLIER_JOBS) {
    throw new WitanError(
      'INPUT_INVALID',
      `--decoys is a whole number from 0 to ${MAX_EARLIER_JOBS}.`,
    )
  }
  return { ...VERIFIER_DEFAULTS, probes: count, maxBudget, decoys: most, outsideFloat }
}

/** @throws {WitanError} VERIFIER_UNLISTED, unless it may join. */
async function ensureListed(
  config: Config,
  privateKey: Hex,
  { join }: VerifyOptions,
): Promise<void> {
  const chain = await openChain(config, privateKey)
  const { nodeId: verifierId } = await requireOwnNode(chain, addressOf(privateKey))
  if ((await readVerifiers(chain)).includes(verifierId)) return
  if (join) return void (await joinVerifiers(chain, { verifierId }))
  throw new WitanError(
    'VERIFIER_UNLISTED',
    `Node ${verifierId} is not on the list of verifiers. Run \`witan verify --join\`.`,
    { meta: { nodeId: verifierId } },
  )
}

/** One epoch, and its cases to their end. */
async function runOnce(
  { output }: CommandContext,
  verifier: Verifier,
  signal: AbortSignal,
): Promise<void> {
  const done = new AbortController()
  const sitting = sit(verifier, AbortSignal.any([signal, done.signal]))
  try {
    const summary = await runEpoch(verifier, signal)
    const own = summary.probes.flatMap(({ caseId }) =>
      caseId === undefined ? [] : [BigInt(caseId)],
    )
    for (;;) {
      const open = await serveCases(verifier, signal)
      if (!own.some((caseId) => open.includes(caseId))) break
      await sleep(LOOK_MS, undefined, { signal })
    }
    output.result(summary, tableOf(summary))
  } finally {
    done.abort()
    await sitting
  }
}

async function runForEver(
  verifier: Verifier,
  { juryOnly }: VerifyOptions,
  signal: AbortSignal,
): Promise<void> {
  const probing = juryOnly ? undefined : probe(verifier, signal)
  await Promise.all([sit(verifier, signal), probing])
}

/** One epoch after the other; what fails is logged and taken up again. */
async function probe(verifier: Verifier, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await runEpoch(verifier, signal)
    } catch (error) {
      await waitAfter(verifier, error, signal)
    }
  }
}

/** Jury duty and lazy passes, until the signal. */
async function sit(verifier: Verifier, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await serveCases(verifier, signal)
      await punishLazy(verifier)
      await sleep(LOOK_MS, undefined, { signal })
    } catch (error) {
      await waitAfter(verifier, error, signal)
    }
  }
}

async function waitAfter({ logger }: Verifier, error: unknown, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  if (!isWitanError(error)) throw error
  logger.warn('verifier had to stop a step', {}, error)
  await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined)
}

async function rehearse(
  { output }: CommandContext,
  config: Config,
  { join }: VerifyOptions,
  { probes, maxBudget }: VerifierSettings,
): Promise<number> {
  const chain = await openChain(config)
  const signer = await readKeystoreAddress(config.keystore.path)
  const { nodeId: verifierId } = await requireOwnNode(chain, signer)
  const isListed = (await readVerifiers(chain)).includes(verifierId)
  const nothing: Hex = `0x${'00'.repeat(32)}`
  const batch = { verifierId, root: nothing, secretCommit: nothing, count: probes }
  const trial = isListed
    ? await tryStep(chain, 'commit', { from: signer, act: (on) => commitProbes(on, batch) })
    : await tryStep(chain, 'join', {
        from: signer,
        act: async (on) => (join ? joinVerifiers(on, { verifierId }) : undefined),
      })
  const float = maxBudget * BigInt(probes)
  output.result(
    { verifierId, listed: isListed, dryRun: true, float, simulated: [trialJson(trial)] },
    formatTable([
      ['verifier', String(verifierId)],
      ['listed', isListed ? 'yes' : 'no'],
      ['float of an epoch', `${formatDollars(float)} dollars`],
      trialRow(trial),
    ]),
  )
  return 0
}

function narrate({ output }: CommandContext, event: VerifierEvent): void {
  output.event(event)
  const { event: name, ...fields } = event
  const said = Object.entries(fields).filter(([, value]) => value !== null && value !== '')
  output.note(`${name}: ${said.map(([field, value]) => `${field} ${value}`).join(', ')}`)
}

function tableOf({ epoch, probes, reward }: EpochSummary): string {
  return formatTable([
    ['probe', 'node', 'role', 'verdict', 'outcome', 'case'],
    ...probes.map(({ index, nodeId, role, verdict, outcome, proven, caseId, code }) => [
      String(index),
      String(nodeId ?? ''),
      role ?? '',
      proven ? 'proven' : (verdict ?? code ?? ''),
      outcome,
      caseId ?? '',
    ]),
    [`epoch ${epoch}`, '', '', '', `reward ${formatDollars(reward)}`, ''],
  ])
}
