/**
 * The baseline of the overhead benchmark: node-llama-cpp called directly, in a process that does nothing else,
 * with the settings that the node's engine has. Started and asked over IPC; ends with its channel.
 */

import { LlamaGrammarEvaluationState, type LlamaModel } from 'node-llama-cpp'
import type { Role } from '#protocol/role.ts'
import { ENGINE_PROFILE } from '#runtime/experts/engineProfile.ts'
import { openLlama } from '#runtime/llama/openLlama.ts'
import type { ModelEntry } from '#runtime/models/modelEntry.ts'

export type DirectStart = {
  readonly type: 'start'
  readonly models: readonly ModelEntry[]
  readonly slots: number
  readonly maxContextTokens: number
}
export type DirectTask = {
  readonly type: 'run'
  readonly role: Role
  readonly input: string
  readonly grammar: string | undefined
  readonly maxTokens: number
}
export type DirectRun = {
  readonly tokens: number
  readonly text: string
  readonly wallMs: number
  readonly firstMs: number
  readonly cpuMs: number
}

process.once('disconnect', () => process.exit(0))
const [start] = (await nextMessage()) as [DirectStart]
const llama = await openLlama({ maxThreads: 1 })
const loaded = new Map(await Promise.all(start.models.map(load)))
process.on('message', (task: DirectTask) => {
  run(task).then((result) => process.send?.(result))
})
process.send?.('ready')

function nextMessage(): Promise<unknown[]> {
  return new Promise((resolve) => process.once('message', (...message) => resolve(message)))
}

async function load({ role, path }: ModelEntry) {
  const model = await llama.loadModel({ modelPath: path })
  const context = await model.createContext({
    contextSize: Math.min(model.trainContextSize, start.maxContextTokens),
    sequences: start.slots,
    batchSize: ENGINE_PROFILE.batchSize,
    flashAttention: ENGINE_PROFILE.flashAttention,
    threads: 1,
  })
  return [role, { model, sequence: context.getSequence() }] as const
}

async function run({ role, input, grammar, maxTokens }: DirectTask): Promise<DirectRun> {
  const { model, sequence } = loaded.get(role)!
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const state = grammar === undefined ? undefined : await grammarState(model, grammar)
  let firstMs = Number.NaN
  let tokens = 0
  let text = ''
  const options = {
    temperature: 0,
    yieldEogToken: true,
    ...(state && { grammarEvaluationState: state }),
  }
  for await (const token of sequence.evaluate(model.tokenize(input, true), options)) {
    if (tokens++ === 0) firstMs = performance.now() - startedAt
    if (model.isEogToken(token)) break
    text += model.detokenize([token])
    if (tokens >= maxTokens) break
  }
  const wallMs = performance.now() - startedAt
  await sequence.clearHistory()
  const { user, system } = process.cpuUsage(cpu)
  return { tokens, text, wallMs, firstMs, cpuMs: (user + system) / 1_000 }
}

async function grammarState(model: LlamaModel, text: string): Promise<LlamaGrammarEvaluationState> {
  const grammar = await llama.createGrammar({ grammar: text })
  return new LlamaGrammarEvaluationState({ model, grammar })
}
