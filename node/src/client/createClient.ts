import { classifyRole } from '#routing/classifyRole.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import type { Planner } from '#swarm/plan.ts'
import { createTemplatePlanner } from '#swarm/planTemplate.ts'
import { createMemoryJournal } from './journal.ts'
import { createNodeBook, type NodeBook } from './nodeBook.ts'
import type { ChainPort, Clock, JournalStore, TransportPort } from './ports.ts'
import { createReputationBook, type ReputationBook } from './reputationBook.ts'
import { createStopTokens, type StopTokens } from './stopTokens.ts'
import { createTurns, type Turns } from './turns.ts'

/** How long the client waits for others, in ms unless said. */
export type ClientLimits = {
  /** For a node's record and quote together. */
  readonly quoteTimeoutMs: number
  /** For a second quote once one is there. */
  readonly secondQuoteMs: number
  /** For late quotes once two are there. */
  readonly lateQuoteMs: number
  /** For a connection and the node's first word on a task. */
  readonly acceptTimeoutMs: number
  /** Longest silence of a node that works on a task, per task in its queue. */
  readonly stallTimeoutMs: number
  /** For every node's Done after the last task. */
  readonly doneTimeoutMs: number
}

export const DEFAULT_LIMITS: ClientLimits = {
  quoteTimeoutMs: 4000,
  // a stand-by is worth a second
  secondQuoteMs: 1000,
  // a node within a continent answers in 100 ms; waiting longer for more choice costs every job
  lateQuoteMs: 300,
  // together below 5 s: a dead node is replaced within that time
  acceptTimeoutMs: 3500,
  stallTimeoutMs: 2500,
  // a settlement takes a block or two on the chains in question
  doneTimeoutMs: 20_000,
}

export type Client = {
  readonly chain: ChainPort
  readonly transport: TransportPort
  readonly planner: Planner
  readonly clock: Clock
  readonly journal: JournalStore
  /** Returns a number in [0, 1), for the choice of nodes; never for keys. */
  readonly random: () => number
  readonly limits: ClientLimits
  /** What this client remembers of nodes. */
  readonly nodeBook: NodeBook
  /** What the chain says of nodes. */
  readonly reputationBook: ReputationBook
  /** What the chain says of where a model ends. */
  readonly stopTokens: StopTokens
  /** Lets one job at a time spend the free balance. */
  readonly funding: Turns
}

/**
 * Returns a requester's client. It holds no wallet: the chain port sends transactions, a fresh key per job signs the rest.
 *
 * @param options - The chain and the network; the rest has defaults that suit a program.
 */
export async function createClient(options: createClient.Options): Promise<Client> {
  await sodiumReady()
  const { chain, clock = systemClock } = options
  return {
    chain,
    transport: options.transport,
    planner: options.planner ?? createTemplatePlanner(classifyRole),
    clock,
    journal: options.journal ?? createMemoryJournal(),
    random: options.random ?? Math.random,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    nodeBook: createNodeBook(),
    reputationBook: createReputationBook(chain, clock),
    stopTokens: createStopTokens(chain),
    funding: createTurns(),
  }
}

export declare namespace createClient {
  type Options = {
    /** Bound by connectChain. */
    readonly chain: ChainPort
    /** Bound by connectTransport. */
    readonly transport: TransportPort
    /** @default the template planner with the local gate */
    readonly planner?: Planner
    /** @default the system's clock */
    readonly clock?: Clock
    /** @default memory: a job can't be resumed after the program ends */
    readonly journal?: JournalStore
    /** @default Math.random */
    readonly random?: () => number
    readonly limits?: Partial<ClientLimits>
  }
}

const systemClock: Clock = {
  nowSeconds: () => Math.floor(Date.now() / 1000),
  nowMs: () => performance.now(),
  sleep: (ms, { signal }) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const onAbort = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      signal.addEventListener('abort', onAbort, { once: true })
    }),
}
