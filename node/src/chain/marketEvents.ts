/** What the contracts say happened: every event of the deployed contracts but token and beacon as one union, told apart by `name`. */

import {
  type Abi,
  type ContractEventArgsFromTopics,
  type ContractEventName,
  parseEventLogs,
  type RpcLog,
} from 'viem'
import type { Address } from '#protocol/ids.ts'
import { lowerCaseAddresses } from './decodeCall.ts'
import type { Deployment } from './deployment.ts'
import { jobEscrowAbi } from './generated/jobEscrow.ts'
import { modelRegistryAbi } from './generated/modelRegistry.ts'
import { nodeRegistryAbi } from './generated/nodeRegistry.ts'
import { nodeStakingAbi } from './generated/nodeStaking.ts'
import { probeCourtAbi } from './generated/probeCourt.ts'
import { reputationLedgerAbi } from './generated/reputationLedger.ts'
import { verifierBenchAbi } from './generated/verifierBench.ts'
import type { EventPlace } from './jobHistory.ts'

const MARKET_ABIS = {
  JobEscrow: jobEscrowAbi,
  NodeRegistry: nodeRegistryAbi,
  NodeStaking: nodeStakingAbi,
  ProbeCourt: probeCourtAbi,
  VerifierBench: verifierBenchAbi,
  ReputationLedger: reputationLedgerAbi,
  ModelRegistry: modelRegistryAbi,
} as const

export type MarketContract = keyof typeof MARKET_ABIS
export const MARKET_CONTRACTS = Object.keys(MARKET_ABIS) as readonly MarketContract[]

type EntryOf<contract extends MarketContract, abi extends Abi> = {
  [name in ContractEventName<abi>]: {
    readonly contract: contract
    readonly name: name
    /** Values of the event by their names; addresses in lower case. */
    readonly args: ContractEventArgsFromTopics<abi, name, true>
  }
}[ContractEventName<abi>]

export type MarketEntry = {
  [contract in MarketContract]: EntryOf<contract, (typeof MARKET_ABIS)[contract]>
}[MarketContract]

/** An event, its values, and where it stands. */
export type MarketEvent = MarketEntry & EventPlace
export type MarketEventName = MarketEntry['name']

/** Names of all events of a contract. */
export function eventNamesOf(contract: MarketContract): readonly MarketEventName[] {
  const abi: Abi = MARKET_ABIS[contract]
  return abi.flatMap((item) => (item.type === 'event' ? [item.name as MarketEventName] : []))
}

/** Returns the addresses whose logs hold the market's events. */
export function marketAddresses({ contracts }: Deployment): readonly Address[] {
  return MARKET_CONTRACTS.map((name) => contracts[name].address)
}

/** Returns what logs say, in the order of the chain; logs of other contracts and unknown ones are left out. */
export function marketEntriesIn(
  { contracts }: Deployment,
  logs: readonly RpcLog[],
): readonly (MarketEntry & Omit<EventPlace, 'timestamp'>)[] {
  return MARKET_CONTRACTS.flatMap((contract) => {
    const { address } = contracts[contract]
    const own = logs.filter((log) => log.address.toLowerCase() === address)
    return parseEventLogs({ abi: MARKET_ABIS[contract] as Abi, logs: own }).map((log) => ({
      // The ABI's types hold for what it decodes; TypeScript can't follow a union of ABIs this far.
      ...({
        contract,
        name: log.eventName,
        args: lowerCaseAddresses(log.args),
      } as unknown as MarketEntry),
      txHash: log.transactionHash,
      blockNumber: log.blockNumber,
      logIndex: log.logIndex,
    }))
  }).sort((a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex)
}
