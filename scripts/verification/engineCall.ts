/** What a process that computes with one library is told, and what it answers. */

import type { GenerateRequest, ReplayRequest } from '#runtime/engine.ts'
import type { ShippedExpert } from '#runtime/experts/manifest.ts'
import type { Profile } from './loadExpert.ts'

/** What it serves. */
export type WorkerOrder = {
  /** A library for a family of processors, and the main file of the engine's binaries with it alone. */
  readonly library?: { readonly name: string; readonly binaries: string }
  readonly expert: ShippedExpert
  readonly profile: Omit<Profile, 'library'>
  /** A file in place of the shipped one. */
  readonly file?: string | undefined
}

/** One of these. */
export type EngineCall = {
  readonly generate?: Omit<GenerateRequest, 'signal'>
  readonly replay?: Omit<ReplayRequest, 'signal'>
  /** A replay without grammar and with all logits, of the shipped file. */
  readonly read?: { readonly input: string; readonly output: readonly number[] }
}

export type NumberedCall = EngineCall & { readonly id: number }

/** To the order itself, with id 0: the models. */
export type EngineAnswer = {
  readonly id: number
  readonly result?: unknown
  readonly error?: string
}
