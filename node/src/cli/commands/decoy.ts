/** witan decoy: serves a node whose tokens lose their races, and has verifiers punished that pass its lies unread. */

import { setTimeout as sleep } from 'node:timers/promises'
import { addressOf } from '#chain/addressOf.ts'
import type { Chain } from '#chain/chain.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readChainTime } from '#chain/readChainTime.ts'
import { readCourtTerms } from '#chain/readCourtTerms.ts'
import { readLeastProbedStake } from '#chain/readLeastProbedStake.ts'
import { readNodeAccount } from '#chain/readNodeAccount.ts'
import { readStake } from '#chain/readStake.ts'
import { readTransaction } from '#chain/readTransaction.ts'
import { receiptInCall } from '#client/evidenceInCall.ts'
import { marketHistory } from '#client/marketHistory.ts'
import { proveEvidence } from '#client/proveEvidence.ts'
import type { Config } from '#config/schema.ts'
import type { Hex } from '#protocol/bytes.ts'
import { isWitanError, WitanError } from '#protocol/errors.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import type { RunningNode } from '#provider/createNode.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import { punishLazy } from '#verifier/punishLazy.ts'
import { type Decoy, type DecoyEvent, showPassed } from '#verifier/showPassed.ts'
import type { Command, CommandContext } from '../context.ts'
import { assertDecoy } from '../decoying/assertDecoy.ts'
import { decoyTallyOf, decoyTallyTable } from '../decoying/decoyTally.ts'
import { type LieShelf, openLieShelf, wasDecoy } from '../decoying/lieShelf.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { offersOf, readKeystoreAddress, requireOwnNode } from '../ownNode.ts'
import { serveNode } from '../serveNode.ts'
import { unlockKeystore } from '../unlockKeystore.ts'

export type DecoyOptions = {
  readonly maxStake?: string
  readonly tally?: boolean
}

const CHILD = new URL('../../runtime/decoyChild.ts', import.meta.url)
/** Time between two looks at what verifiers reported (ms). */
const LOOK_MS = 2_000
/** Without another word a decoy may have twice the least stake that verifiers must probe. */
const MAX_STAKE_FACTOR = 2n
/** Reports of an answer come in this many epochs and times for reports, and a day for clocks that differ. */
const KEPT_EPOCHS = 4
const DAY = 86_400
/** Finder's share of a slash, as NodeStaking has it. */
const FINDER_PARTS = 10n
const BPS = 10_000n

export const decoy: Command<DecoyOptions> = async (context, options) => {
  const allowed = options.maxStake === undefined ? undefined : parseDollars(options.maxStake)
  const { config } = loadSettings(context)
  if (options.tally) {
    const chain = await openChain(config)
    const node = await requireOwnNode(chain, await readKeystoreAddress(config.keystore.path))
    await printTally(context, chain, node)
    return 0
  }
  const { path, password, passwordFile } = config.keystore
  const keystore = { path, name: "node's signer", password, passwordFile }
  const privateKey = await unlockKeystore(context, keystore)
  const chain = await openChain(config, privateKey)
  const node = await requireOwnNode(chain, addressOf(privateKey))
  await agree(context, { chain, node, config, allowed })
  const shelf = await openLieShelf(config.dataDir)
  await serveNode(context, config, {
    privateKey,
    runtimeProgram: { module: CHILD, args: [shelf.folder] },
    beside: (running, logger, signal) =>
      watch(context, { chain, node, running, shelf, logger, signal }),
  })
  await printTally(context, chain, node)
  return 0
}

/** @throws {WitanError} DECOY_UNFIT; ABORTED when the operator does not agree. */
async function agree(
  { output, prompts }: CommandContext,
  {
    chain,
    node,
    config,
    allowed,
  }: {
    readonly chain: Chain
    readonly node: OnChainNode
    readonly config: Config
    /** Most that it may have at stake, where the operator says. */
    readonly allowed: bigint | undefined
  },
): Promise<void> {
  const maxStake = allowed ?? MAX_STAKE_FACTOR * (await readLeastProbedStake(chain))
  const known = await wasDecoy(config.dataDir)
  const offers = await offersOf(config)
  const { stake, prices } = await assertDecoy(chain, { node, offers, maxStake, known })
  const { faultSlashBps } = await readCourtTerms(chain)
  const lost = (stake * BigInt(faultSlashBps)) / BPS
  for (const { role, price, cheapest } of prices) {
    output.note(
      `${role}: up to ${formatDollars(price)} dollars a request here, ${formatDollars(cheapest)} elsewhere. A requester that finds nobody else still comes: it gets the right text with lost races, and may prove them.`,
    )
  }
  output.note(
    `Each lie that anybody proves costs ${formatDollars(lost)} of ${formatDollars(stake)} dollars and the jail; of one that you show ${formatDollars(lost / FINDER_PARTS)} come back. A verifier that passed it pays you a tenth of what it loses.`,
  )
  const question = `Have node ${node.nodeId} lie in every answer from now on?`
  // whoever agreed once is not asked at every start
  if (!known && !(await prompts.confirm(question))) {
    throw new WitanError('ABORTED', 'Nothing was started.')
  }
}

type Watching = {
  readonly chain: Chain
  readonly node: OnChainNode
  readonly running: RunningNode
  readonly shelf: LieShelf
  readonly logger: Logger
  readonly signal: AbortSignal
}

/** Shows what verifiers passed and has them punished, until the signal; what fails is done at the next look. */
async function watch(context: CommandContext, watching: Watching): Promise<void> {
  const { signal, logger } = watching
  const parts = await partsOf(context, watching)
  let stake: bigint | undefined
  while (!signal.aborted) {
    try {
      await showPassed(parts, await keptSince(watching.chain))
      await punishLazy(parts)
      stake = await tellStake(context, watching, stake)
    } catch (error) {
      if (!isWitanError(error)) throw error
      logger.warn('decoy had to stop a look', {}, error)
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function partsOf(
  { output }: CommandContext,
  { chain, node: { nodeId }, running, shelf, logger }: Watching,
): Promise<Decoy & Parameters<typeof punishLazy>[0]> {
  const done = new Map<string, string>()
  const key = (kind: string, id: string) => `${kind}/${id}`
  const tell = (event: DecoyEvent | Parameters<Parameters<typeof punishLazy>[0]['tell']>[0]) => {
    output.event(event)
    const { event: name, ...fields } = event
    const said = Object.entries(fields).map(([field, value]) => `${field} ${value}`)
    output.note(`${name}: ${said.join(', ')}`)
  }
  return {
    nodeId,
    verifierId: nodeId,
    chain,
    lies: shelf.list,
    forget: shelf.forget,
    receiptOf: running.receiptOf,
    prove: async (fault) => void (await proveEvidence(chain, fault)),
    receiptIn: async (txHash: Hex) => {
      const call = (await readTransaction(chain, txHash))?.call
      return call && receiptInCall(call)
    },
    // what was punished stands on chain: a new start only looks again
    records: {
      get: (kind, id) => done.get(key(kind, id)),
      set: (kind, id, value) => void done.set(key(kind, id), value),
    },
    logger,
    tell,
  }
}

async function keptSince(chain: Chain): Promise<number> {
  const [now, { steps }] = await Promise.all([readChainTime(chain), readCourtTerms(chain)])
  return now - KEPT_EPOCHS * (steps.epoch + steps.report) - DAY
}

/** Says when stake was lost, and when too little is left for a decoy to be of use. */
async function tellStake(
  { output }: CommandContext,
  { chain, node: { nodeId } }: Watching,
  before: bigint | undefined,
): Promise<bigint> {
  const { active, jailedUntil } = await readStake(chain, nodeId)
  if (active === before) return active
  const least = await readLeastProbedStake(chain)
  output.event({ event: 'stake', nodeId, stake: active, jailedUntil, least })
  const enough = active >= least
  if (before !== undefined || !enough) {
    output.note(
      `stake: ${formatDollars(active)} dollars${enough ? '' : `, less than the ${formatDollars(least)} below which verifiers may skip it; add some with \`witan stake\``}`,
    )
  }
  return active
}

async function printTally(
  { output }: CommandContext,
  chain: Chain,
  { nodeId, owner, signer }: OnChainNode,
): Promise<void> {
  const [events, { owed }] = await Promise.all([
    marketHistory(chain),
    readNodeAccount(chain, nodeId),
  ])
  const tally = decoyTallyOf(events, { nodeId, owed, accounts: [owner, signer] })
  output.result({ event: 'tally', ...tally }, decoyTallyTable(tally))
}
