/** One model, the same prompt and tokens, both ways in turn: through Witan inside a funded job, and directly. */

import type { Client } from '#client/createClient.ts'
import type { JobEvent } from '#client/jobEvents.ts'
import { submitJob } from '#client/submitJob.ts'
import type { Role } from '#protocol/role.ts'
import { getExpert } from '#runtime/experts/expert.ts'
import { cpuTimeMs } from './cpuTime.ts'
import type { Direct } from './startDirect.ts'

export type OverheadCase = {
  readonly role: Role
  readonly prompt: string
  readonly maxOutputTokens: number
}

/** Medians of paired runs. */
export type Overhead = {
  /** Task sent to receipt checked, over the direct call's whole time. */
  readonly wallRatio: number
  readonly wallRatioMin: number
  readonly wallRatioMax: number
  /** How much later the first token is there (ms). */
  readonly ttftAddedMs: number
  /** Processor time of requester, node and runtime together, over the direct call's. */
  readonly cpuRatio: number
  readonly outputTokens: number
  readonly pairs: number
  /** Milliseconds. */
  readonly direct: Times
  readonly witan: Times
}

type Times = { readonly wallMs: number; readonly ttftMs: number; readonly cpuMs: number }
type Run = Times & { readonly tokens: number }

const BUDGET = 100_000n
/** Pairs before the first that counts: code is compiled and files are read by then. */
const WARM_UP_PAIRS = 2

/** Returns the overhead over so many counted pairs; which of the two comes first alternates. */
export async function measureOverhead(
  task: OverheadCase,
  setting: {
    readonly client: Client
    readonly direct: Direct
    /** The node and its runtime. */
    readonly nodePids: readonly number[]
    readonly pairs: number
  },
): Promise<Overhead> {
  const pairs: { readonly witan: Run; readonly direct: Run }[] = []
  for (let i = -WARM_UP_PAIRS; i < setting.pairs; i++) {
    const witanFirst = i % 2 === 0
    const early = witanFirst ? await runWitan(task, setting) : undefined
    const direct = await runDirect(task, setting.direct)
    const witan = early ?? (await runWitan(task, setting))
    if (witan.tokens !== direct.tokens) {
      throw new Error(`${task.role}: ${witan.tokens} tokens, directly ${direct.tokens}.`)
    }
    if (i >= 0) pairs.push({ witan, direct })
  }
  const wallRatios = pairs.map(({ witan, direct }) => witan.wallMs / direct.wallMs)
  return {
    wallRatio: round(median(wallRatios), 3),
    wallRatioMin: round(Math.min(...wallRatios), 3),
    wallRatioMax: round(Math.max(...wallRatios), 3),
    ttftAddedMs: round(median(pairs.map(({ witan, direct }) => witan.ttftMs - direct.ttftMs)), 1),
    cpuRatio: round(median(pairs.map(({ witan, direct }) => witan.cpuMs / direct.cpuMs)), 3),
    outputTokens: pairs[0]!.witan.tokens,
    pairs: pairs.length,
    direct: mediansOf(pairs.map(({ direct }) => direct)),
    witan: mediansOf(pairs.map(({ witan }) => witan)),
  }
}

/** Runs a whole job and returns the part from the task's sending to its checked receipt. */
async function runWitan(
  { role, prompt, maxOutputTokens }: OverheadCase,
  { client, nodePids }: { readonly client: Client; readonly nodePids: readonly number[] },
): Promise<Run> {
  const pids = [process.pid, ...nodePids]
  let start = { at: Number.NaN, cpuMs: Number.NaN }
  let first = Number.NaN
  let run: Run | undefined
  let last: JobEvent | undefined
  const terms = { maxBudget: BUDGET, mode: 'transit' } as const
  for await (const event of submitJob(client, { role, prompt, maxOutputTokens, ...terms })) {
    last = event
    if (event.type === 'sealed') start = { at: performance.now(), cpuMs: cpuTimeMs(pids) }
    if (event.type === 'token' && Number.isNaN(first)) first = performance.now()
    if (event.type !== 'receipt') continue
    run = {
      wallMs: performance.now() - start.at,
      ttftMs: first - start.at,
      cpuMs: cpuTimeMs(pids) - start.cpuMs,
      tokens: event.receipt.receipt.outputTokens,
    }
  }
  if (last?.type === 'failed') throw new Error(`${role}: ${last.code}: ${last.message}`)
  if (!run) throw new Error(`${role}: the job ended with ${last?.type}, without a receipt.`)
  return run
}

async function runDirect(task: OverheadCase, direct: Direct): Promise<Run> {
  const { modelInput: input, grammar, maxTokens } = getExpert(task.role).prepare(task.prompt)
  const { wallMs, firstMs, cpuMs, tokens } = await direct.run({
    role: task.role,
    input,
    grammar,
    maxTokens: Math.min(maxTokens, task.maxOutputTokens),
  })
  return { wallMs, ttftMs: firstMs, cpuMs, tokens }
}

function mediansOf(runs: readonly Run[]): Times {
  const of = (name: keyof Times) => round(median(runs.map((run) => run[name])), 1)
  return { wallMs: of('wallMs'), ttftMs: of('ttftMs'), cpuMs: of('cpuMs') }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const last = sorted.length - 1
  return (sorted[Math.floor(last / 2)]! + sorted[Math.ceil(last / 2)]!) / 2
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
