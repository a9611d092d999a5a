import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DAPP, ROOT, WEB } from './dappFolder.ts'
import { writeCsp } from './writeCsp.ts'

/** Written last, so that a build that was cut off is not taken for one. */
const STAMP = join(DAPP, 'build.txt')

/** What a build is made of. */
const SOURCES = [
  'web/{app,components,lib,public}/**/*',
  'web/*.{ts,mjs,json}',
  'node/src/{protocol,sealing,chain,transport,routing,swarm,verification,client}/**/*.ts',
  'scripts/web/{contentPolicy,writeCsp}.ts',
  'package-lock.json',
]

/** Returns whether there is a build, and whether it is older than its sources. */
export async function dappState(): Promise<'missing' | 'stale' | 'current'> {
  const built = await stat(STAMP).catch(() => undefined)
  if (!built) return 'missing'
  for await (const path of glob(SOURCES, { cwd: ROOT })) {
    if (/\.test\.tsx?$|next-env\.d\.ts$|\.tsbuildinfo$/.test(path)) continue
    const source = await stat(join(ROOT, path))
    if (source.isFile() && source.mtimeMs > built.mtimeMs) return 'stale'
  }
  return 'current'
}

/**
 * Builds the dApp into web/out and writes its content policy.
 *
 * @param options - Where the build's words go, and what stops it.
 * @throws Error with the build's last words when it fails.
 */
export async function buildDapp(options: buildDapp.Options = {}): Promise<void> {
  const { signal, onOutput = () => undefined } = options
  const startedAt = new Date()
  const commit = await commitHash()
  await rm(STAMP, { force: true })
  const next = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [next, 'build', WEB], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NEXT_PUBLIC_BUILD: commit },
  })
  let tail = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-4_000)
      onOutput(text)
    })
  }
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The build of the dApp failed with code ${code}.\n${tail}`)
  const pages = await writeCsp(DAPP)
  await writeFile(STAMP, `${commit}, ${pages} pages, ${startedAt.toISOString()}\n`)
}

export declare namespace buildDapp {
  type Options = {
    readonly signal?: AbortSignal
    readonly onOutput?: (text: string) => void
  }
}

/** Returns the commit that is built, with a plus where the tree differs from it. */
async function commitHash(): Promise<string> {
  const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: ROOT })
  try {
    const { stdout: hash } = await git('rev-parse', '--short', 'HEAD')
    const { stdout: changes } = await git('status', '--porcelain', '--', 'web', 'node/src')
    return `${hash.trim()}${changes === '' ? '' : '+'}`
  } catch {
    return 'unknown'
  }
}
