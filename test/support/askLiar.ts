/** A real runtime child that lies, asked as a requester asks it, and what others can make of its answers. */

import { shippedExperts } from '#cli/shippedExperts.ts'
import type { Hex } from '#protocol/bytes.ts'
import { seedCommitOf } from '#protocol/race.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'
import type { Role } from '#protocol/role.ts'
import { createEngine } from '#runtime/llama/createEngine.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'
import { replayTask } from '#runtime/replayTask.ts'
import type { RuntimeEvent } from '#runtime/runtime.ts'
import { createSupervisor } from '#runtime/supervisor.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import type { RuntimeLie } from '#testing/lies.ts'
import { aReceipt } from '#testing/messages.ts'
import { aSealedTask, openRun } from '#testing/sealedTask.ts'
import { comparePosition, type PositionDifference } from '#verification/compareReplay.ts'
import type { Evidence, EvidenceKind } from '#verification/evidence.ts'
import { openLeaf } from '#verification/openLeaf.ts'
import { createRaceCheck, type RaceFault, type RaceRules } from '#verification/raceCheck.ts'

/** Guards against hanging; nothing comes near them. */
const GUARD_MS = 240_000

export type LiarAnswer = {
  readonly prompt: string
  readonly raced: readonly RacedToken[]
  readonly rules: RaceRules
  readonly finished: Extract<RuntimeEvent, { type: 'finished' }>
  /** What the requester's own check says of each token. */
  readonly faults: readonly RaceFault[]
  /** Root over what the requester opened. */
  readonly root: Hex
  readonly leaves: readonly Uint8Array[]
}

type Questions = {
  readonly model: ModelEntry
  readonly prompts: readonly string[]
  /** Thousandths. @default 0 */
  readonly temperatureMilli?: number
  /** @default 64 */
  readonly maxOutputTokens?: number
}

/** Returns the answers of a forked runtime that lies; of an honest one without a lie. */
export async function askLiar(
  lie: RuntimeLie | undefined,
  { model, prompts, temperatureMilli = 0, maxOutputTokens = 64 }: Questions,
): Promise<{ readonly answers: readonly LiarAnswer[]; readonly stops: ReadonlySet<number> }> {
  await sodiumReady()
  const path = lie?.modelPath
  const program = lie && {
    module: new URL('../../node/src/testing/dishonestChild.ts', import.meta.url),
    args: [lie.name, ...(path === undefined ? [] : [path])],
  }
  const limits = { memoryMb: 2048, taskTimeoutMs: GUARD_MS, startTimeoutMs: GUARD_MS }
  const options = { models: [model], slots: 1, limits, ...(program && { program }) }
  const runtime = createSupervisor(options)
  try {
    await runtime.ready()
    const answers: LiarAnswer[] = []
    for (const [i, prompt] of prompts.entries()) {
      // the same salts every time, so that a test that passes goes on passing
      const payload = { raceSalt: new Uint8Array(32).fill(i + 1), temperatureMilli }
      const asked = { role: model.role, prompt, maxOutputTokens, payload }
      const { task, opener, rules } = aSealedTask(runtime, asked)
      const run = runtime.run(task, { signal: AbortSignal.timeout(GUARD_MS) })
      const { raced, finished } = await openRun(run, opener)
      const check = createRaceCheck(rules)
      const faults = raced.flatMap((token) => check.push(token) ?? [])
      const opened = { root: check.root(), leaves: check.leaves() }
      answers.push({ prompt, raced, rules, finished: finished!, faults, ...opened })
    }
    return { answers, stops: new Set(runtime.models()[0]!.endTokens) }
  } finally {
    await runtime.close()
  }
}

/** Returns what a verifier with the promised model says of answers, one list per answer. */
export async function replayAnswers(
  model: ModelEntry,
  answers: readonly LiarAnswer[],
  profile: { readonly flashAttention?: boolean } = {},
): Promise<PositionDifference[][]> {
  const engine = await createEngine({
    models: [model],
    slots: 1,
    maxContextTokens: 4096,
    gpu: false,
    threads: 1,
    profile,
  })
  const { modelId } = engine.models[0]!
  const all: PositionDifference[][] = []
  for (const { prompt, raced, rules } of answers) {
    const output = raced.map(({ token }) => token)
    const { positions } = await replayTask(engine, {
      modelId,
      messages: [{ speaker: 'user', content: prompt }],
      maxOutputTokens: 64,
      output,
      positions: [...output.keys()],
    })
    all.push(
      positions.map(({ position, candidates }) =>
        comparePosition(rules, { position, ...raced[position]! }, candidates),
      ),
    )
  }
  return all
}

/** Returns what the court is shown of one leaf of an answer. */
export function evidenceOfAnswer(
  kind: EvidenceKind,
  { raced, rules, finished, root, leaves }: LiarAnswer,
  position: number,
): Evidence {
  const { temperatureMilli, finishReason } = finished
  const receipt = aReceipt({
    transcriptRoot: root,
    outputTokens: raced.length,
    seedCommit: seedCommitOf(rules.seed),
    temperatureMilli,
    finishReason,
  })
  const opened = [openLeaf(leaves, rules.leafKey, position)]
  return {
    version: 1,
    kind,
    receipt,
    other: [],
    quote: [],
    seed: rules.seed,
    leaves: opened,
    probe: [],
  }
}

/** Returns the entry of a shipped expert. */
export async function shippedModel(role: Role): Promise<ModelEntry> {
  return (await shippedExperts()).find((one) => one.role === role)!
}
