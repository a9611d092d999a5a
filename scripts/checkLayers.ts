/**
 * Fails when data could flow backwards: a folder of node/src may import only lower levels, siblings on a
 * level never meet, each third-party package is imported in one folder, and the isomorphic folders name no
 * Node built-in. The table is DESIGN section 3.
 */

import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'

const LEVELS: Readonly<Record<string, number>> = {
  protocol: 0,
  sealing: 1,
  chain: 1,
  transport: 1,
  store: 1,
  telemetry: 1,
  config: 1,
  routing: 2,
  swarm: 2,
  verification: 2,
  runtime: 2,
  client: 3,
  provider: 3,
  verifier: 3,
  cli: 4,
}

/** Folders that also run in a browser. */
const ISOMORPHIC = ['protocol', 'sealing', 'chain', 'routing', 'swarm', 'verification', 'client']

/** Which folder may import which package; a package not listed may be imported nowhere. */
const HOMES: readonly (readonly [pattern: RegExp, home: string])[] = [
  [/^(libp2p|@libp2p\/|@multiformats\/)/, 'transport'],
  [/^viem/, 'chain'],
  [/^libsodium-wrappers$/, 'sealing'],
  [/^node-llama-cpp$/, 'runtime'],
  [/^(cborg|@noble\/hashes)/, 'protocol'],
  [/^(pino|prom-client)$/, 'telemetry'],
  [/^zod/, 'config'],
  [/^ethers$/, 'provider'],
  [/^(commander|@clack\/prompts|cli-progress)$/, 'cli'],
]

const problems: string[] = []
let files = 0
for await (const path of glob('node/src/**/*.ts')) {
  const folder = path.split('/')[2]!
  if (path.includes('/testing/') || path.includes('/generated/') || /\.test(-d)?\.ts$/.test(path))
    continue
  files++
  for (const specifier of importsOf(readFileSync(path, 'utf8'))) {
    const problem = problemOf(folder, specifier)
    if (problem) problems.push(`${path}: imports ${specifier}: ${problem}`)
  }
}
for (const problem of problems) console.error(problem)
console.log(`layers: ${files} files, ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)

/** Returns every module that a source imports or re-exports, type-only imports included. */
function importsOf(source: string): readonly string[] {
  const statements =
    /^\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...source.matchAll(statements)].map((match) => (match[1] ?? match[2] ?? match[3])!)
}

/** Returns what is wrong with an import, or nothing. */
function problemOf(folder: string, specifier: string): string | undefined {
  if (specifier.startsWith('./') || specifier.startsWith('../')) {
    return /^(\.\.\/)+(?:protocol|sealing|chain|transport|store|telemetry|config|routing|swarm|runtime|client|provider|verifier|verification|cli)\//.test(
      specifier,
    )
      ? 'another folder is imported by its # name'
      : undefined
  }
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1).split('/')[0]!
    if (target === folder) return undefined
    const [own, other] = [LEVELS[folder], LEVELS[target]]
    if (own === undefined || other === undefined) return 'the folder has no level'
    return other < own ? undefined : `level ${other} is not below level ${own}`
  }
  if (specifier.startsWith('node:')) {
    return ISOMORPHIC.includes(folder) ? 'this folder also runs in a browser' : undefined
  }
  const home = HOMES.find(([pattern]) => pattern.test(specifier))?.[1]
  if (home === undefined) return 'the package has no home; add it to HOMES with a reason'
  return home === folder ? undefined : `only ${home}/ imports it`
}
