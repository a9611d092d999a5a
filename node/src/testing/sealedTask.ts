import { concatBytes } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { decodeFrame, decodeFrameText, type FrameKind } from '#protocol/frame.ts'
import { raceSeedOf } from '#protocol/race.ts'
import { leafKeyOf, type RacedToken } from '#protocol/raceLeaf.ts'
import { encodeRequestPayload, type RequestPayload } from '#protocol/requestPayload.ts'
import type { Role } from '#protocol/role.ts'
import type { Runtime, RuntimeEvent, RuntimeTask } from '#runtime/runtime.ts'
import type { ResponseOpener } from '#sealing/responseOpener.ts'
import { sealRequest } from '#sealing/sealRequest.ts'
import type { RaceRules } from '#verification/raceCheck.ts'
import { aSealingContext } from './aSealingContext.ts'

export type SealedTaskOptions = {
  readonly role: Role
  readonly prompt: string
  /** @default 64 */
  readonly maxOutputTokens?: number
  readonly context?: Partial<SealingContext>
  /** Replaces parts of the payload. */
  readonly payload?: Partial<RequestPayload>
}

/** Returns a task sealed to a runtime for its model of a role, the requester's opener for the answer, and its races' rules. */
export function aSealedTask(
  runtime: Runtime,
  options: SealedTaskOptions,
): { task: RuntimeTask; opener: ResponseOpener; rules: RaceRules } {
  const { role, prompt, maxOutputTokens = 64 } = options
  const model = runtime.models().find((candidate) => candidate.role === role)
  if (model === undefined) throw new Error(`The runtime under test has no model for ${role}.`)
  const context = aSealingContext({
    sealingKey: runtime.sealingKey(),
    modelId: model.modelId,
    maxOutputTokens,
    deadline: Math.floor(Date.now() / 1000) + 120,
    ...options.context,
  })
  const payload: RequestPayload = {
    messages: [{ speaker: 'user', content: prompt }],
    maxOutputTokens,
    raceSalt: crypto.getRandomValues(new Uint8Array(32)),
    temperatureMilli: 0,
    ...options.payload,
  }
  const { envelope, opener } = sealRequest(context, encodeRequestPayload(payload))
  const { raceSalt, temperatureMilli } = payload
  const seed = raceSeedOf(context, raceSalt)
  const rules = { seed, leafKey: leafKeyOf(raceSalt, context.taskId), temperatureMilli }
  return { task: { context, role, envelope }, opener, rules }
}

/** What a requester learns from a whole run. */
export type OpenedRun = {
  readonly events: readonly RuntimeEvent[]
  readonly tokens: readonly number[]
  /** The same tokens with the candidates of their races. */
  readonly raced: readonly RacedToken[]
  /** Text by kind of frame. */
  readonly text: Readonly<Record<FrameKind, string>>
  readonly finished: Extract<RuntimeEvent, { type: 'finished' }> | undefined
}

/** Returns everything of a run, opened as its requester would. */
export async function openRun(
  run: AsyncIterable<RuntimeEvent>,
  opener: ResponseOpener,
): Promise<OpenedRun> {
  const events: RuntimeEvent[] = []
  const raced: RacedToken[] = []
  const text: Record<FrameKind, Uint8Array> = {
    tokens: new Uint8Array(0),
    answer: new Uint8Array(0),
    workings: new Uint8Array(0),
    end: new Uint8Array(0),
  }
  for await (const event of run) {
    events.push(event)
    if (event.type !== 'frame') continue
    const frame = decodeFrame(opener.open(event.sealed).frame)
    raced.push(...frame.tokens)
    text[frame.kind] = concatBytes(text[frame.kind], frame.text)
  }
  return {
    events,
    tokens: raced.map(({ token }) => token),
    raced,
    text: {
      tokens: decodeFrameText(text.tokens),
      answer: decodeFrameText(text.answer),
      workings: decodeFrameText(text.workings),
      end: decodeFrameText(text.end),
    },
    finished: events.find((event) => event.type === 'finished'),
  }
}
