/** The whole story once, on a running devnet: jobs, canary, audit. Every figure comes from the chain or the wire. */

import { join } from 'node:path'
import { type ComposedClient, composeClient } from '#cli/composeClient.ts'
import { DEFAULT_LIMITS } from '#client/createClient.ts'
import { submitJob } from '#client/submitJob.ts'
import { loadConfig } from '#config/loadConfig.ts'
import { isWitanError } from '#protocol/errors.ts'
import type { NodeId } from '#protocol/ids.ts'
import type { WireTap } from '#testing/wireTap.ts'
import { awaitNodes, PATIENT } from '../devnet/awaitNodes.ts'
import { SHIPPED_ROLES } from '../devnet/demoNodes.ts'
import { searchChain } from '../devnet/searchChain.ts'
import { searchFiles } from '../devnet/searchFiles.ts'
import type { Devnet } from '../devnet/startDevnet.ts'
import type { CaughtLie } from './catchLiar.ts'
import { checkModels } from './checkModels.ts'
import { controlCanary } from './controlCanary.ts'
import { demoJobs, makeCanary, OUT_OF_SCOPE } from './demoJobs.ts'
import type { Narrator } from './narrator.ts'
import { readMoney } from './readMoney.ts'
import { type JobReport, runDemoJob } from './runDemoJob.ts'
import { runTrust } from './runTrust.ts'

export type CanaryReport = {
  readonly canary: string
  readonly bytesOnWire: number
  readonly foundOnWire: boolean
  readonly foundInFiles: readonly string[]
  readonly foundOnChain: readonly string[]
  /** The same search on an open wire: must miss the sealed prompt and find the unsealed one. */
  readonly control: { readonly foundSealed: boolean; readonly foundUnsealed: boolean }
  readonly ok: boolean
}

/** What became of a prompt that no expert serves. */
export type Declined = {
  readonly prompt: string
  readonly code: string
  /** What the requester reads: why, and what is on offer instead. */
  readonly message: string
  readonly ok: boolean
}

export type DemoReport = {
  /** Shipped experts of which the chain does not say what the manifest says. */
  readonly unregistered: readonly string[]
  readonly jobs: readonly JobReport[]
  readonly declined: readonly Declined[]
  readonly canary: CanaryReport
  /** How each dishonest node ended. */
  readonly caught: readonly CaughtLie[]
  /** Micro-dollars each node has earned, by node id. */
  readonly earned: ReadonlyMap<NodeId, bigint>
  readonly ok: boolean
}

/** Longest wait for the nodes to be found (ms); seconds on a quiet machine. */
const ANNOUNCED_WITHIN_MS = 300_000

/** Runs the story and returns what was seen; `ok` only if every check held. */
export async function runDemo(
  devnet: Devnet,
  options: {
    readonly taps: readonly WireTap[]
    readonly narrator: Narrator
    /** What the requests are drawn with. @default DEMO_SEED */
    readonly seed?: number | undefined
    readonly signal: AbortSignal
  },
): Promise<DemoReport> {
  const { narrator, seed, signal, taps } = options
  const canary = makeCanary()
  await using requester = await connectRequester(devnet)
  const inTime = AbortSignal.timeout(ANNOUNCED_WITHIN_MS)
  await awaitNodes(requester.client, AbortSignal.any([signal, inTime]))
  const nodeIds = devnet.nodes.map(({ nodeId }) => nodeId)
  const requesters = [devnet.requesters[0]!.address]

  const unregistered = await checkModels(requester.chain)
  narrator.models(SHIPPED_ROLES.length, unregistered)
  const jobs: JobReport[] = []
  for (const job of demoJobs(canary, { roles: SHIPPED_ROLES, ...(seed && { seed }) })) {
    narrator.jobStarts(job)
    const report = await runDemoJob(job, {
      client: requester.client,
      readMoney: () => readMoney(requester.chain, { requesters, nodeIds }),
      onEvent: narrator.event,
      signal,
    })
    narrator.jobEnds(report)
    jobs.push(report)
  }
  const declined: Declined[] = []
  for (const prompt of OUT_OF_SCOPE) {
    declined.push(await askOutOfScope(requester, prompt, signal))
    narrator.declined(declined.at(-1)!)
  }
  const seen = await searchCanary(devnet, { taps, canary, prompt: jobs.at(-1)!.prompt })
  narrator.canary(seen)
  const earned = new Map(
    nodeIds.map((nodeId) => [
      nodeId,
      jobs.reduce((sum, { moved }) => sum + (moved.paidTo.get(nodeId) ?? 0n), 0n),
    ]),
  )
  const caught = await runTrust(devnet, { requester, narrator, signal })
  const held = [jobs.every(jobHeld), declined.every(isOk), seen.ok, caught.every(isOk)]
  const ok = unregistered.length === 0 && held.every(Boolean)
  return { unregistered, jobs, declined, canary: seen, caught, earned, ok }
}

function isOk({ ok }: { readonly ok: boolean }): boolean {
  return ok
}

/** Returns whether everything that a job promises was seen to hold. */
export function jobHeld(job: JobReport): boolean {
  return (
    job.correct &&
    job.conserved &&
    job.released &&
    job.audit.ok &&
    job.receiptsVerified === job.nodeIds.length
  )
}

async function connectRequester(devnet: Devnet): Promise<ComposedClient> {
  const { config } = loadConfig({
    env: {},
    flags: {
      chain: {
        rpcUrl: devnet.localChain.rpcUrl,
        chainId: devnet.deployment.chainId,
        deploymentFile: devnet.deploymentFile,
      },
      dataDir: join(devnet.folder, 'requester'),
      bootstrap: devnet.nodes.flatMap(({ addresses }) => addresses.slice(0, 1)),
    },
  })
  // a busy machine must not look like a dead node; where a job has several, it waits for the others but a moment
  const { secondQuoteMs, lateQuoteMs } = DEFAULT_LIMITS
  return composeClient(config, {
    privateKey: devnet.requesters[0]!.privateKey,
    limits: { ...PATIENT, secondQuoteMs, lateQuoteMs },
  })
}

/** Declined means: refused for the right reason, with every role on offer named, and nothing paid. */
async function askOutOfScope(
  { client }: ComposedClient,
  prompt: string,
  signal: AbortSignal,
): Promise<Declined> {
  const request = { prompt, maxBudget: 100_000n, mode: 'transit', signal } as const
  for await (const event of submitJob(client, request)) {
    if (event.type === 'funded')
      return { prompt, code: 'FUNDED', message: 'It was paid.', ok: false }
    if (event.type === 'failed') {
      const { code, message } = event
      const named = SHIPPED_ROLES.every((role) => message.includes(role))
      return { prompt, code, message, ok: code === 'NO_SPECIALIST' && named }
    }
  }
  return { prompt, code: 'NONE', message: 'Nothing came of it.', ok: false }
}

async function searchCanary(
  devnet: Devnet,
  { taps, canary, prompt }: { taps: readonly WireTap[]; canary: string; prompt: string },
): Promise<CanaryReport> {
  const control = await controlCanary(prompt)
  const bytesOnWire = taps.reduce(
    (sum, tap) => sum + tap.counts().toTarget + tap.counts().fromTarget,
    0,
  )
  const foundOnWire = taps.some((tap) => tap.searchBytes(canary))
  const foundInFiles = searchFiles(devnet.folder, canary)
  const foundOnChain = await searchChain(devnet.localChain, canary)
  const clean = !foundOnWire && foundInFiles.length === 0 && foundOnChain.length === 0
  const ok = clean && bytesOnWire > 0 && !control.foundSealed && control.foundUnsealed
  return { canary, bytesOnWire, foundOnWire, foundInFiles, foundOnChain, control, ok }
}

/** Narrows an error for the one line that a stranger reads. */
export function describeFailure(error: unknown): string {
  if (isWitanError(error)) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}
