/**
 * What a node owes the court and itself while it serves: it hands out frames that are demanded of it, has its fees
 * counted for its reputation, and keeps an eye on what the registry says of its models.
 */

import type { Hex } from '#protocol/bytes.ts'
import type { JobId, TaskId } from '#protocol/ids.ts'
import type { Store } from '#store/openStore.ts'
import type { Logger } from '#telemetry/createLogger.ts'

/** A demand as the chain knows it. */
type Demand = {
  readonly taskId: TaskId
  /** Unix seconds. */
  readonly endsAt: number
  readonly closed: boolean
}

export type CourtPort = {
  /** Returns the digests that are demanded of this node and not answered. */
  readonly newDemands: () => Promise<readonly Hex[]>
  readonly readDemand: (digest: Hex) => Promise<Demand | undefined>
  readonly answerData: (digest: Hex, frames: readonly Uint8Array[]) => Promise<unknown>
  /** Folds the node's fees into its reputation. */
  readonly pokeFees: () => Promise<unknown>
  /** @throws {WitanError} MODEL_INVALID when the registry contradicts the engine. */
  readonly assertModels: () => Promise<void>
}

export type CourtDutiesOptions = {
  readonly court: CourtPort
  readonly store: Pick<Store, 'tasks' | 'answers' | 'vouchers' | 'meta'>
  readonly logger: Logger
  /** Unix seconds. */
  readonly now: () => number
  /** Time between two looks (ms). @default 2,000 */
  readonly intervalMs?: number
}

export type CourtDuties = {
  readonly start: () => void
  readonly stop: () => void
  /** Looks once; what fails is logged and done at the next look. */
  readonly look: () => Promise<void>
}

/** Many looks fit into the time that a demand leaves, even on a local chain. */
const LOOK_MS = 2_000
/** Most demands answered in one look: each is a large transaction, whose bond pays for it. */
const MAX_ANSWERS = 8
/** Settled money after which the fees of it are worth a transaction (micro-dollars). */
const POKE_AFTER = 5_000_000n
/** Time between two looks at the registry (seconds). */
const MODELS_SECONDS = 600
const POKED = 'fees.poked'

/** Returns the duties; nothing happens before `start`. */
export function createCourtDuties(options: CourtDutiesOptions): CourtDuties {
  const { logger, now, intervalMs = LOOK_MS } = options
  const open = new Set<Hex>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let modelsAt = now()

  const attempt = async (what: string, action: () => Promise<void>) => {
    try {
      await action()
    } catch (error) {
      logger.warn(what, {}, error)
    }
  }
  const look = async () => {
    await attempt('demands not answered', () => answerDemands(options, open))
    await attempt('fees not counted', () => poke(options))
    if (now() < modelsAt + MODELS_SECONDS) return
    modelsAt = now()
    await attempt('models not as registered', options.court.assertModels)
  }
  const schedule = () => {
    if (stopped) return
    timer = setTimeout(() => void look().then(schedule), intervalMs)
    timer.unref()
  }
  return {
    start: schedule,
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
    look,
  }
}

/** Publishes the sealed frames that were asked for; nobody but the requester can open them. */
async function answerDemands(
  { court, store, logger, now }: CourtDutiesOptions,
  open: Set<Hex>,
): Promise<void> {
  for (const digest of await court.newDemands()) open.add(digest)
  for (const digest of [...open].slice(0, MAX_ANSWERS)) {
    const demand = await court.readDemand(digest)
    if (demand === undefined || demand.closed || demand.endsAt <= now()) {
      open.delete(digest)
      continue
    }
    const jobId = store.tasks.get(demand.taskId)?.jobId
    const frames = jobId && store.answers.get(jobId as JobId, demand.taskId)
    if (!frames) {
      open.delete(digest)
      logger.error('frames that are demanded are not here', { jobId })
      continue
    }
    await court.answerData(digest, frames)
    open.delete(digest)
    logger.info('frames handed out on demand', { jobId })
  }
}

async function poke({ court, store, logger }: CourtDutiesOptions): Promise<void> {
  const { settled } = store.vouchers.sums()
  const poked = BigInt(store.meta.get(POKED) ?? '0')
  if (settled - poked < POKE_AFTER) return
  await court.pokeFees()
  store.meta.set(POKED, settled.toString())
  logger.info('fees counted for the reputation', { amount: settled - poked })
}
