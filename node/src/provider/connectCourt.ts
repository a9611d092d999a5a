import { answerData } from '#chain/answerData.ts'
import type { Chain } from '#chain/chain.ts'
import { pokeFees } from '#chain/pokeFees.ts'
import { readDemand, readDemandsOf } from '#chain/readDemands.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { RuntimeModel } from '#runtime/runtime.ts'
import type { Store } from '#store/openStore.ts'
import type { Logger } from '#telemetry/createLogger.ts'
import { assertRegistered } from './assertRegistered.ts'
import type { CourtPort } from './courtDuties.ts'

const NEXT_BLOCK = 'court.nextBlock'
/** How far the clocks of machine and chain may be apart (seconds). */
const DAY = 86_400

/** Unix seconds before which every demand is over. */
const longAgo = () => Date.now() / 1000 - DAY

/** Returns the court as a node's duties use it; which blocks were searched outlives the program. */
export function connectCourt(
  chain: Chain,
  options: {
    readonly nodeId: NodeId
    readonly meta: Store['meta']
    readonly models: () => readonly RuntimeModel[]
    readonly logger: Logger
  },
): CourtPort {
  const { nodeId, meta, models, logger } = options
  const first = BigInt(chain.deployment.contracts.ProbeCourt.block)
  return {
    newDemands: async () => {
      const fromBlock = BigInt(meta.get(NEXT_BLOCK) ?? first)
      const { digests, nextBlock } = await readDemandsOf(chain, { nodeId, fromBlock })
      // a demand that a crash cuts off must be found again, so a range is left only when nothing of it is open
      const open = await Promise.all(digests.map((digest) => readDemand(chain, digest)))
      const isOpen = open.map((demand) => demand?.closed === false && demand.endsAt > longAgo())
      if (!isOpen.includes(true)) meta.set(NEXT_BLOCK, `${nextBlock}`)
      return digests.filter((_, i) => isOpen[i])
    },
    readDemand: (digest) => readDemand(chain, digest),
    answerData: (digest, frames) => answerData(chain, { digest, frames }),
    pokeFees: () => pokeFees(chain, { nodeIds: [nodeId] }),
    assertModels: () => assertRegistered(chain, models(), logger),
  }
}
