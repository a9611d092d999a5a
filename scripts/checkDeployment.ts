/**
 * Compiles the contracts anew and says whether those on a chain are the same, made as their record says:
 * `node scripts/checkDeployment.ts [--rpc <url>] [record]`, by default the local chain's record on its usual port.
 */

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createPublicClient, http } from 'viem'
import { checkRecord } from './deploy/checkRecord.ts'
import { compileContracts } from './deploy/compileContracts.ts'
import type { DeploymentRecord } from './deploy/deployContracts.ts'
import { sourceHash } from './deploy/sourceHash.ts'

const root = path.resolve(import.meta.dirname, '..')
const { values, positionals } = parseArgs({
  options: { rpc: { type: 'string', default: 'http://127.0.0.1:8545' } },
  allowPositionals: true,
})
const [file = path.join(root, 'deployments', '31337.json')] = positionals
const record = JSON.parse(await readFile(file, 'utf8')) as DeploymentRecord

const sources = await sourceHash(root)
if (sources === record.sourceHash) await check()
else {
  console.error(
    `The record is of sources ${record.sourceHash}, these are ${sources}. Check out the commit that was deployed.`,
  )
  process.exitCode = 1
}

async function check(): Promise<void> {
  const { profile } = record.compiler as { profile: string }
  const readCompiled = compileContracts(profile)
  const reader = createPublicClient({ transport: http(values.rpc) })
  for (const { name, address, faults } of await checkRecord(record, { reader, readCompiled })) {
    console.log(`${faults.length === 0 ? '✓' : '✗'} ${name} ${address}`)
    for (const fault of faults) console.log(`  ${fault}`)
    if (faults.length > 0) process.exitCode = 1
  }
}
