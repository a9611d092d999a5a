/**
 * What a role's expert adds round the raw model. Tiny models choose well and copy and compute badly:
 * the model chooses, code copies, computes and keeps the form. Everything here is pure.
 */

import type { Role } from '#protocol/role.ts'
import { codeExpert } from './code/codeExpert.ts'
import { mathExpert } from './math/mathExpert.ts'
import { createPassThroughExpert } from './passThroughExpert.ts'
import { planningExpert } from './planning/planningExpert.ts'
import { summaryExpert } from './summary/summaryExpert.ts'
import { toolsExpert } from './tools/toolsExpert.ts'
import { translationExpert } from './translation/translationExpert.ts'
import { writingExpert } from './writing/writingExpert.ts'

/** What a request becomes before the model sees it. */
export type PreparedPrompt = {
  /** The exact text given to the model, tokenised with special tokens on. */
  readonly modelInput: string
  /** GBNF that the output must follow, made for this one request; absent when any text is allowed. */
  readonly grammar?: string
  /** Upper bound on output tokens, the end token included. */
  readonly maxTokens: number
}

/** What a raw output becomes after the model wrote it. */
export type FinishedAnswer = {
  readonly answer: string
  /** How code got from the raw output to the answer, for people; absent when it did nothing. */
  readonly workings?: string
}

/** How a request becomes model input, which outputs are allowed, and how raw output becomes the answer. */
export type Expert = {
  readonly role: Role
  /** @throws {WitanError} PROMPT_UNSUPPORTED when the expert cannot serve the prompt. */
  prepare(prompt: string): PreparedPrompt
  /** Never throws on what a model may write: an unusable output becomes an answer that says so. */
  finish(raw: string, prompt: string): FinishedAnswer
}

/** Returns the expert of a role; a role without one of its own gets the pass-through. */
export function getExpert(role: Role): Expert {
  switch (role) {
    case 'code':
      return codeExpert
    case 'math':
      return mathExpert
    case 'planning':
      return planningExpert
    case 'summary':
      return summaryExpert
    case 'tools':
      return toolsExpert
    case 'translation':
      return translationExpert
    case 'writing':
      return writingExpert
    default:
      return createPassThroughExpert(role)
  }
}
