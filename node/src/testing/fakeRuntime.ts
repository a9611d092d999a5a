/**
 * A runtime without a process or a model: everything about envelopes, frames, pacing and limits is the real code,
 * only the answers are scripted. It passes the same suite as the supervised runtime (runtimeConformance.ts).
 */

import { once } from 'node:events'
import { utf8 } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { parseModelId } from '#protocol/ids.ts'
import { ROLES } from '#protocol/role.ts'
import { createTaskHost, type TaskHost } from '#runtime/child/taskHost.ts'
import type { Engine, GeneratedToken, GenerateRequest } from '#runtime/engine.ts'
import type { Expert } from '#runtime/experts/expert.ts'
import type { FromChild, ToChild } from '#runtime/ipc.ts'
import type { Runtime, RuntimeModel } from '#runtime/runtime.ts'
import { createTaskBoard } from '#runtime/supervisor/taskBoard.ts'
import { sodiumReady } from '#sealing/sodium.ts'
import { aLoneToken } from './racedTokens.ts'

export type FakeRuntimeOptions = {
  /** @default one model for every role */
  readonly models?: readonly RuntimeModel[]
  /** What is answered to a prompt. @default the prompt, said back 40 times */
  readonly answer?: (prompt: string) => string
  /** Holds an answer before its n-th token until the promise resolves or the task ends. @default never */
  readonly gate?: (token: number) => Promise<void> | undefined
  /** @default 4 */
  readonly slots?: number
  /** @default 4 times the slots */
  readonly maxQueued?: number
  /** @default 60000 */
  readonly taskTimeoutMs?: number
}

export type FakeRuntime = Runtime & {
  /** Loses all running tasks and the sealing key, as a child process that is killed; then serves again. */
  readonly crash: () => void
}

/** Characters of one scripted token. */
const TOKEN_CHARACTERS = 4
const END_TOKEN = 2

/** Returns a fake runtime; like the real one it serves once `ready()` resolves. */
export function createFakeRuntime(options: FakeRuntimeOptions = {}): FakeRuntime {
  const { slots = 4, taskTimeoutMs = 60_000 } = options
  const engine = createScriptedEngine(options)
  const board = createTaskBoard({
    slots,
    maxQueued: options.maxQueued ?? 4 * slots,
    taskTimeoutMs,
    onHang: () => crash(),
  })
  let host: TaskHost | undefined
  let generation = 0
  let sealingKey: Runtime['sealingKey'] = () => {
    throw new WitanError('RUNTIME_CRASHED', 'The runtime is not serving yet.', { retryable: true })
  }
  let closed = false

  function start(): void {
    if (closed) return
    const own = ++generation
    const started = createTaskHost((message) => deliver(own, structuredClone(message)), {
      engine,
      getExpert: sayAsIs,
      now: () => Math.floor(Date.now() / 1000),
    })
    host = started
    board.connect((message: ToChild) => setImmediate(started.receive, structuredClone(message)))
  }

  function deliver(from: number, message: FromChild): void {
    if (from !== generation) return
    if (message.type === 'ready') sealingKey = () => message.sealingKey
    if (message.type === 'event' || message.type === 'error') board.receive(message)
  }

  function crash(): void {
    host?.close()
    board.disconnect(new WitanError('RUNTIME_CRASHED', 'The fake runtime was told to crash.'))
    start()
  }

  const started = sodiumReady().then(start)
  return {
    models: () => engine.models,
    sealingKey: () => sealingKey(),
    load: board.load,
    run: board.run,
    ready: () => started,
    crash,
    async close() {
      closed = true
      board.fail(new WitanError('ABORTED', 'The runtime was closed.'))
      host?.close()
    },
  }
}

/** Returns one model for every role, with ids made from their names. */
function allModels(): RuntimeModel[] {
  return ROLES.map((role) => ({
    modelId: parseModelId(keccak256Hex(utf8(`fake ${role}`))),
    role,
    name: `fake-${role}`,
    contextTokens: 4096,
  }))
}

function sayAsIs(role: Expert['role']): Expert {
  return {
    role,
    prepare: (prompt) => ({ modelInput: prompt, maxTokens: 4096 }),
    finish: (raw) => ({ answer: raw }),
  }
}

function createScriptedEngine(options: FakeRuntimeOptions): Engine {
  const { answer = (prompt: string) => `${prompt} `.repeat(40), gate } = options

  async function* generate(request: GenerateRequest): AsyncGenerator<GeneratedToken, void, void> {
    const { signal, maxTokens } = request
    const tokens = scriptTokens(answer(textOf(request))).slice(0, maxTokens)
    for (const [i, token] of tokens.entries()) {
      await new Promise(setImmediate)
      const held = gate?.(i)
      if (held && !signal.aborted) await Promise.race([held, once(signal, 'abort')])
      if (signal.aborted) return
      yield token
    }
  }

  const replay: Engine['replay'] = async ({ output, positions }) =>
    positions.map((position) => ({ position, ...aLoneToken(output[position]!) }))

  return { models: options.models ?? allModels(), generate, replay }
}

/** A conversation is answered by its last message. */
function textOf({ input }: GenerateRequest): string {
  return typeof input === 'string' ? input : (input.at(-1)?.content ?? '')
}

function scriptTokens(text: string): GeneratedToken[] {
  const characters = [...text]
  const tokens: GeneratedToken[] = []
  for (let i = 0; i < characters.length; i += TOKEN_CHARACTERS) {
    const piece = characters.slice(i, i + TOKEN_CHARACTERS).join('')
    tokens.push({ ...aLoneToken(100 + (piece.codePointAt(0) ?? 0)), text: piece, end: false })
  }
  return [...tokens, { ...aLoneToken(END_TOKEN), text: '', end: true }]
}
