import { execFile } from 'node:child_process'

/** Longest run of a program that should refuse to start (ms). */
const TIMEOUT_MS = 150_000

/** How a program of ours ended that was run with `--json`. */
export type ProgramEnd = {
  readonly exitCode: number | string | null | undefined
  /** The code that it printed; undefined when it printed none. */
  readonly code: string | undefined
  readonly output: string
}

/** Runs a Node program to its end and returns what it said. */
export function runProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const options = {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    } as const
    execFile(process.execPath, [...args], options, (error, stdout, stderr) => {
      const output = stdout + stderr
      const code = /"error":\{"code":"([A-Z_]+)"/.exec(output)?.[1]
      resolve({ exitCode: error ? error.code : 0, code, output })
    })
  })
}
