import { spawnSync } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CompiledContract } from './checkRecord.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

/**
 * Compiles the contracts and returns what finds one of them by its name.
 *
 * @param profile - Of the compiler's settings, as in contracts/compiler.json.
 * @throws Error when the build fails.
 */
export function compileContracts(profile: string): (name: string) => Promise<CompiledContract> {
  const { status } = spawnSync(
    'hardhat',
    ['build', '--build-profile', profile, '--no-tests', '--quiet'],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env['PATH']}`,
        HARDHAT_DISABLE_TELEMETRY_PROMPT: 'true',
      },
    },
  )
  if (status !== 0) throw new Error(`The build ended with status ${status}.`)
  return readCompiled
}

async function readCompiled(name: string): Promise<CompiledContract> {
  const pattern = `artifacts/contracts/**/${name}.sol/${name}.json`
  for await (const file of glob(pattern, { cwd: root })) {
    return JSON.parse(await readFile(path.join(root, file), 'utf8')) as CompiledContract
  }
  throw new Error(`The sources have no contract ${name}.`)
}
