/**
 * Writes `deployments/<chainId>.json` from Ignition's journal and the chain:
 * `node scripts/deploy/recordIgnition.ts <deployment id> <rpcUrl> [profile]`.
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPublicClient, http, keccak256 } from 'viem'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { probeCourtAbi } from '#chain/generated/probeCourt.ts'
import compiler from '../../contracts/compiler.json' with { type: 'json' }
import { CONTRACT_NAMES, type ContractName } from './contractCode.ts'
import { type ContractRecord, type DeploymentRecord, timelockOf } from './deployContracts.ts'
import { sourceHash } from './sourceHash.ts'

type Hex = `0x${string}`
type Entry = {
  type: string
  futureId?: string
  contractName?: string
  constructorArgs?: unknown[]
  hash?: Hex
  receipt?: { blockNumber: number; contractAddress?: Hex }
}

const root = path.resolve(import.meta.dirname, '..', '..')
const [deploymentId, rpcUrl, profile = 'production'] = process.argv.slice(2)
if (deploymentId === undefined || rpcUrl === undefined) {
  console.error('Give the deployment id and the RPC URL.')
  process.exit(2)
}
if (profile !== 'production' && profile !== 'default') {
  console.error(`There is no profile ${profile}; give production or default.`)
  process.exit(2)
}

const reader = createPublicClient({ transport: http(rpcUrl) })
const contracts = await readContracts(await readJournal(deploymentId))
const chainId = await reader.getChainId()
const record: DeploymentRecord = {
  chainId,
  contracts,
  roles: await readRoles(addressOf('JobEscrow'), addressOf('ProbeCourt')),
  timelock: timelockOf(Number(timelockArgs()[0])),
  compiler: {
    version: compiler.version,
    profile,
    settings: { ...compiler.profiles[profile], small: compiler.small },
  },
  sourceHash: await sourceHash(root),
}
await mkdir(path.join(root, 'deployments'), { recursive: true })
const file = path.join(root, 'deployments', `${chainId}.json`)
await writeFile(file, `${JSON.stringify(record, null, 2)}\n`)
console.log(`Wrote ${path.relative(root, file)}.`)

async function readJournal(id: string): Promise<Entry[]> {
  const journal = path.join(root, 'ignition', 'deployments', id, 'journal.jsonl')
  const lines = (await readFile(journal, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as Entry)
}

async function readContracts(entries: readonly Entry[]): Promise<DeploymentRecord['contracts']> {
  const found: Partial<Record<ContractName, ContractRecord>> = {}
  for (const name of CONTRACT_NAMES) {
    const start = entries.find(
      ({ contractName, constructorArgs }) => contractName === name && constructorArgs,
    )
    const confirmed = entries.findLast(
      ({ type, futureId, receipt }) =>
        type === 'TRANSACTION_CONFIRM' && futureId === start?.futureId && receipt?.contractAddress,
    )
    const address = confirmed?.receipt?.contractAddress
    if (!start || !confirmed?.hash || !address) continue
    const code = await reader.getCode({ address })
    if (code === undefined) throw new Error(`${name} has no code at ${address} on this chain.`)
    found[name] = {
      address,
      txHash: confirmed.hash,
      block: confirmed.receipt?.blockNumber ?? 0,
      runtimeCodeHash: keccak256(code),
      constructorArgs: start.constructorArgs ?? [],
    }
  }
  return found
}

function addressOf(name: ContractName): Hex {
  const address = contracts[name]?.address
  if (address === undefined) throw new Error(`The journal has no ${name}.`)
  return address
}

async function readRoles(escrow: Hex, court: Hex): Promise<DeploymentRecord['roles']> {
  const [treasury, guardian, governance] = await Promise.all([
    reader.readContract({ address: escrow, abi: jobEscrowAbi, functionName: 'TREASURY' }),
    reader.readContract({ address: escrow, abi: jobEscrowAbi, functionName: 'GUARDIAN' }),
    reader.readContract({ address: court, abi: probeCourtAbi, functionName: 'authority' }),
  ])
  const [, governors] = timelockArgs()
  const timelock = addressOf('WitanTimelock')
  return { treasury, guardian, governance, timelock, governors: governors as Hex[] }
}

/** Delay and governors, as the journal has them. */
function timelockArgs(): readonly unknown[] {
  return contracts.WitanTimelock?.constructorArgs ?? []
}
