import type { Hex } from '#protocol/bytes.ts'
import type { SealingContext } from '#protocol/envelope.ts'
import { WitanError } from '#protocol/errors.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import {
  encodeRaceLeaf,
  leafHashOf,
  leafKeyOf,
  leafSaltOf,
  type RacedToken,
} from '#protocol/raceLeaf.ts'
import { createRaceTranscript } from '#protocol/raceTranscript.ts'
import type { FinishReason } from '#protocol/receipt.ts'
import type { Role } from '#protocol/role.ts'
import type { Engine, Race } from '../engine.ts'
import type { Expert } from '../experts/expert.ts'
import type { AbortReason } from '../ipc.ts'
import type { RuntimeEvent, RuntimeModel, RuntimeTask } from '../runtime.ts'
import { createFrameWriter, type FrameWriter } from './frameWriter.ts'
import { type OpenedTask, openTask } from './openTask.ts'
import { type PreparedTask, prepareTask } from './prepareTask.ts'

/**
 * Runs one task from its envelope to its last sealed frame: open, prepare, generate, finish, end.
 *
 * @param task - What the main process was paid for.
 * @param options - Keys, engine and experts; where events go; how it is paced and ended.
 * @throws {WitanError} whatever opening, preparing or generating throws; nothing was billed that wasn't sent.
 */
export async function runTask(task: RuntimeTask, options: runTask.Options): Promise<void> {
  const { engine, emit, signal } = options
  const model = servedModel(engine, task.context, task.role)
  const opened = openTask(task, options)
  const record = createRecord(task.context, opened, options.onAnswered)
  const send = (sealed: Uint8Array, tokens: readonly RacedToken[]) => {
    emit({ type: 'frame', sealed, outputTokens: record.count() + tokens.length })
    for (const token of tokens) record.push(token)
  }
  const writer = createFrameWriter(opened.sealer, send, signal)
  options.onWriter(writer)
  try {
    const prepared = prepareTask(opened.messages, { model, getExpert: options.getExpert })
    emit({ type: 'opened', inputBytes: opened.inputBytes })
    const maxTokens = Math.min(prepared.maxTokens, opened.maxOutputTokens)
    const race = { seed: record.seed, temperatureMilli: opened.temperatureMilli }
    const finished = await answer(task, { ...prepared, maxTokens, race }, writer, options)
    const finishReason = signal.aborted ? abortReasonOf(signal) : finished
    writer.end(finishReason)
    record.end()
    const outputTokens = record.count()
    emit({
      type: 'finished',
      outputTokens,
      transcriptRoot: record.root(),
      seedCommit: seedCommitOf(record.seed),
      temperatureMilli: opened.temperatureMilli,
      // a full context is a limit too: then it is what was reached
      maxOutputTokens: finishReason === 'length' ? Math.max(1, outputTokens) : maxTokens,
      finishReason,
    })
  } finally {
    opened.sealer.wipe()
  }
}

export declare namespace runTask {
  type Options = openTask.Options & {
    readonly engine: Engine
    readonly getExpert: (role: Role) => Expert
    readonly emit: (event: RuntimeEvent) => void
    /** Told the writer, so that the consumer's pace reaches it. */
    readonly onWriter: (writer: FrameWriter) => void
    /** Told what opens the commitment, before it is signed; only a decoy asks (decoyChild.ts). */
    readonly onAnswered?: (answer: Answered) => void
    /** Its reason is an AbortReason. */
    readonly signal: AbortSignal
  }
}

/** An answer as only this process knows it. */
export type Answered = {
  readonly context: SealingContext
  readonly seed: Uint8Array
  readonly temperatureMilli: number
  /** Derives the salts of the leaves. */
  readonly leafKey: Uint8Array
  readonly tokens: readonly RacedToken[]
}

/** What is committed to of one answer. */
type TaskRecord = {
  readonly seed: Uint8Array
  readonly count: () => number
  readonly push: (token: RacedToken) => void
  readonly root: () => Hex
  readonly end: () => void
}

function createRecord(
  context: SealingContext,
  { raceSalt, temperatureMilli }: OpenedTask,
  onAnswered?: (answer: Answered) => void,
): TaskRecord {
  const leafKey = leafKeyOf(raceSalt, context.taskId)
  const transcript = createRaceTranscript()
  const seed = raceSeedOf(context, raceSalt)
  const tokens: RacedToken[] = []
  let position = 0
  return {
    seed,
    count: () => position,
    push: (token) => {
      const leaf = encodeRaceLeaf({ ...token, position })
      transcript.push(leafHashOf(leafSaltOf(leafKey, position), leaf))
      position += 1
      if (onAnswered !== undefined) tokens.push(token)
    },
    root: transcript.root,
    end: () => onAnswered?.({ context, seed, temperatureMilli, leafKey, tokens }),
  }
}

async function answer(
  { context }: RuntimeTask,
  { input, grammar, maxTokens, race, finish }: PreparedTask & { readonly race: Race },
  writer: FrameWriter,
  { engine, signal }: runTask.Options,
): Promise<FinishReason> {
  let raw = ''
  let reason: FinishReason = 'length'
  for await (const token of engine.generate({
    modelId: context.modelId,
    input,
    maxTokens,
    signal,
    race,
    ...(grammar === undefined ? {} : { grammar }),
  })) {
    raw += token.text
    if (token.end) reason = 'stop'
    await writer.token(token)
    if (signal.aborted) return reason
  }
  await writer.flush()
  const finished = finish(raw)
  await writer.text('answer', finished.answer)
  if (finished.workings !== undefined) await writer.text('workings', finished.workings)
  return reason
}

function servedModel(engine: Engine, context: SealingContext, role: Role): RuntimeModel {
  const model = engine.models.find(({ modelId }) => modelId === context.modelId)
  if (model?.role === role) return model
  throw new WitanError('MODEL_UNKNOWN', `This runtime serves no such model for ${role}.`)
}

function abortReasonOf(signal: AbortSignal): AbortReason {
  return signal.reason === 'unpaid' ? 'unpaid' : 'aborted'
}
