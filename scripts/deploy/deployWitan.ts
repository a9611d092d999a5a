import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPublicClient, createWalletClient, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type DeploymentRecord, deployContracts } from './deployContracts.ts'

/** Receipts are there at once on a chain that mines at once; otherwise this is how often we look (milliseconds). */
const POLL_MS = 50

/**
 * Deploys the contracts to the chain behind an RPC URL and writes `<folder>/<chainId>.json`.
 *
 * @param options - Where, who pays, and what `deployContracts` takes.
 * @returns The record that was written.
 * @throws Error when the chain has no unlocked account and no key is given, or a transaction reverts.
 *
 * @example
 * const { contracts } = await deployWitan({ rpcUrl: 'http://127.0.0.1:8545' })
 */
export async function deployWitan(options: deployWitan.Options): Promise<DeploymentRecord> {
  const { rpcUrl, privateKey, folder = DEPLOYMENTS_FOLDER, ...rest } = options
  const transport = http(rpcUrl)
  const reader = createPublicClient({ transport, pollingInterval: POLL_MS })
  const id = await reader.getChainId()
  const account = privateKey ? privateKeyToAccount(privateKey) : await unlockedAccount(rpcUrl)
  const chain = {
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  }
  const wallet = createWalletClient({ account, chain, transport, pollingInterval: POLL_MS })

  const record = await deployContracts(rest, { wallet, reader })
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, `${id}.json`), `${JSON.stringify(record, null, 2)}\n`)
  return record
}

export declare namespace deployWitan {
  type Options = deployContracts.Options & {
    readonly rpcUrl: string
    /** Key of the deployer; without it the chain's first unlocked account pays. */
    readonly privateKey?: `0x${string}`
    /** Folder of the records; `deployments/` of the repository where none is named. */
    readonly folder?: string
  }
}

const DEPLOYMENTS_FOLDER = path.resolve(import.meta.dirname, '..', '..', 'deployments')

async function unlockedAccount(rpcUrl: string): Promise<`0x${string}`> {
  const [first] = await createWalletClient({ transport: http(rpcUrl) }).getAddresses()
  if (first === undefined) throw new Error(`${rpcUrl} has no unlocked account. Give a key.`)
  return first
}
