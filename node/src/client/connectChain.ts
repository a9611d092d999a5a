import { amendJob } from '#chain/amendJob.ts'
import { accountOf, type Chain } from '#chain/chain.ts'
import { closeJob } from '#chain/closeJob.ts'
import { depositAndFund } from '#chain/depositAndFund.ts'
import { depositWithPermit } from '#chain/depositWithPermit.ts'
import { fundJob } from '#chain/fundJob.ts'
import { listNodes } from '#chain/listNodes.ts'
import { readAllocations } from '#chain/readAllocations.ts'
import { readFee } from '#chain/readFee.ts'
import { readFreeBalance } from '#chain/readFreeBalance.ts'
import { readJob } from '#chain/readJob.ts'
import { readJobHistory } from '#chain/readJobHistory.ts'
import { readModel } from '#chain/readModel.ts'
import { readWeights } from '#chain/readWeights.ts'
import { releaseJob } from '#chain/releaseJob.ts'
import { releaseJobDone } from '#chain/releaseJobDone.ts'
import type { ChainPort, ReadingPort } from './ports.ts'

/** Returns what anyone can read of a deployment; enough for auditJob. */
export function connectReader(chain: Chain): ReadingPort {
  return {
    context: chain.context,
    listNodes: () => listNodes(chain),
    readJob: (jobId) => readJob(chain, jobId),
    readAllocations: (jobId, sessionKey) => readAllocations(chain, { jobId, sessionKey }),
    readJobHistory: (jobId) => readJobHistory(chain, jobId),
    readWeights: (nodeIds, role) => readWeights(chain, nodeIds, role),
    readFee: (total) => readFee(chain, total),
    readStopTokens: async (modelId) => (await readModel(chain, modelId))?.stopTokens,
  }
}

/** Returns the chain as a requester uses it. @throws {WitanError} CONFIG_INVALID when the handle only reads. */
export function connectChain(chain: Chain): ChainPort {
  const requester = accountOf(chain)
  return {
    ...connectReader(chain),
    requester,
    readFreeBalance: () => readFreeBalance(chain, requester),
    deposit: (amount) => depositWithPermit(chain, { amount }),
    fundJob: (terms) => fundJob(chain, { terms }),
    depositAndFund: (amount, terms) => depositAndFund(chain, { amount, terms }),
    amendJob: (change) => amendJob(chain, change),
    closeJob: (jobId) => closeJob(chain, { jobId }),
    releaseJob: (jobId, sessionKey) => releaseJob(chain, { jobId, sessionKey }),
    releaseJobDone: (jobId, sessionKey, dones) =>
      releaseJobDone(chain, { jobId, sessionKey, dones }),
  }
}
