/** Questions to a person. Without one (--yes, --json, no terminal) nothing is ever asked. */

import { WitanError } from '#protocol/errors.ts'
import type { Io } from './io.ts'

export type Prompts = {
  /** Whether a person can be asked. */
  readonly available: boolean
  /** Returns whether the person agrees; --yes agrees. @throws {WitanError} INPUT_INVALID when nobody can be asked. */
  readonly confirm: (question: string) => Promise<boolean>
  /** Returns the answer, or the given value when nobody can be asked. */
  readonly text: (question: string, options: TextOptions) => Promise<string>
  /** Returns one of the choices, or the first when nobody can be asked. */
  readonly choose: <T extends string>(
    question: string,
    choices: readonly { readonly value: T; readonly label: string }[],
  ) => Promise<T>
  /** Returns a password. @throws {WitanError} KEYSTORE_INVALID when nobody can be asked. */
  readonly password: (question: string) => Promise<string>
}

export type TextOptions = {
  readonly initial: string
  /** Throws when the answer is not acceptable. */
  readonly check?: (answer: string) => unknown
}

/** Returns how a command asks. */
export function createPrompts(
  io: Io,
  { yes = false, json = false }: { yes?: boolean; json?: boolean },
): Prompts {
  const available = !yes && !json && io.stdin.isTTY === true && io.stderr.isTTY === true
  const streams = { input: io.stdin, output: io.stderr }

  return {
    available,
    confirm: async (message) => {
      if (yes) return true
      if (!available) {
        throw new WitanError(
          'INPUT_INVALID',
          'This needs your consent and nobody can be asked here; add --yes to give it.',
        )
      }
      const { confirm } = await import('@clack/prompts')
      return answered(await confirm({ message, ...streams }))
    },
    text: async (message, { initial, check }) => {
      if (!available) return initial
      const { text } = await import('@clack/prompts')
      const validate = (answer: string | undefined) => problemOf(check, answer || initial)
      const options = { message, placeholder: initial, defaultValue: initial, validate }
      return answered(await text({ ...options, ...streams }))
    },
    choose: async (message, choices) => {
      if (!available || choices.length === 1) return choices[0]!.value
      const { select } = await import('@clack/prompts')
      const options = choices.map(({ value, label }) => ({ value: value as string, label }))
      return answered(
        await select({ message, options, ...streams }),
      ) as (typeof choices)[number]['value']
    },
    password: async (message) => {
      if (!available) {
        throw new WitanError(
          'KEYSTORE_INVALID',
          'The keystore needs a password; set WITAN_PASSWORD or give --password-file.',
        )
      }
      const { password } = await import('@clack/prompts')
      return answered(await password({ message, ...streams }))
    },
  }
}

/** Returns the answer. @throws {WitanError} ABORTED when the person pressed Ctrl-C or Escape. */
function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === 'symbol') throw new WitanError('ABORTED', 'Cancelled; nothing was done.')
  return answer as Exclude<T, symbol>
}

function problemOf(check: TextOptions['check'], answer: string): string | undefined {
  try {
    check?.(answer)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return undefined
}
