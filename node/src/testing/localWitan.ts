import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Chain } from '#chain/chain.ts'
import { createChain } from '#chain/createChain.ts'
import { type Deployment, parseDeployment } from '#chain/deployment.ts'
import { deployWitan } from '../../../scripts/deploy/deployWitan.ts'
import { localTerms } from '../../../scripts/deploy/localTerms.ts'
import { type LocalAccount, type LocalChain, startLocalChain } from './localChain.ts'

/** A local chain with the contracts on it. */
export type LocalWitan = AsyncDisposable & {
  readonly localChain: LocalChain
  readonly deployment: Deployment
  /** Returns a handle that sends from an account of the local chain, or only reads. */
  readonly connect: (account?: LocalAccount) => Promise<Chain>
  /** Moves the chain's clock ahead and mines a block. */
  readonly passTime: (seconds: number) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Returns a fresh local chain with the contracts deployed by its first account, with nothing written elsewhere. */
export async function startLocalWitan(options: startLocalWitan.Options = {}): Promise<LocalWitan> {
  const { initialDate, beacon } = options
  const localChain = await startLocalChain({ initialDate })
  const folder = await mkdtemp(path.join(tmpdir(), 'witan-deployment-'))
  try {
    const { rpcUrl, accounts, request, stop } = localChain
    const record = await deployWitan({
      rpcUrl,
      privateKey: accounts[0]!.privateKey,
      folder,
      beacon,
      ...localTerms,
    })
    const deployment = parseDeployment(record)
    return {
      localChain,
      deployment,
      connect: (account) =>
        createChain({ rpcUrl, deployment, ...(account && { privateKey: account.privateKey }) }),
      passTime: async (seconds) => {
        await request('evm_increaseTime', [seconds])
        await request('evm_mine')
      },
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await localChain.stop()
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

export declare namespace startLocalWitan {
  type Options = {
    /** Time of the chain's first block (ISO 8601). @default now */
    readonly initialDate?: string
    /** Draws by drand, whose rounds a test hands in, in place of the test beacon. */
    readonly beacon?: 'drand'
  }
}
