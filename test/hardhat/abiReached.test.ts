/** Every custom error and every function of the contracts is reached by some test of the contracts. */

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'
import hre from 'hardhat'
import { UNCALLED } from '../../scripts/deploy/contractCode.ts'

type Entry = { readonly type: string; readonly name?: string }

const root = path.resolve(import.meta.dirname, '..', '..')
const ABIS = path.join(root, 'node', 'src', 'chain', 'generated')
const TESTS = path.join(root, 'test', 'contracts')

/** Of the packages that the contracts are made from, where nothing of ours decides over them. */
const OF_PACKAGES = new Set([
  // names and versions of the domains are short and constant
  'InvalidShortString',
  'StringTooLong',
  // an address always has room in its own digits
  'StringsInsufficientHexLength',
  // declared by the package, which answers with an error of the manager instead
  'AccessManagedRequiredDelay',
  // the test dollar's own: it stands for a token that somebody else wrote
  'ECDSAInvalidSignature',
  'ECDSAInvalidSignatureLength',
  'ECDSAInvalidSignatureS',
  'ERC20InsufficientAllowance',
  'ERC20InsufficientBalance',
  'ERC20InvalidApprover',
  'ERC20InvalidReceiver',
  'ERC20InvalidSender',
  'ERC20InvalidSpender',
  'ERC2612ExpiredSignature',
  'ERC2612InvalidSigner',
  'InvalidAccountNonce',
])

describe('the contracts’ tests', async () => {
  const tests = await readTests()
  for (const [file, abi] of await readAbis()) {
    it(`expect every custom error of ${file}`, () => {
      const missing = namesOf(abi, 'error').filter(
        (name) => !OF_PACKAGES.has(name) && !tests.includes(`${name}.selector`),
      )
      assert.deepEqual(missing, [])
    })

    it(`call every function of ${file}`, () => {
      const missing = namesOf(abi, 'function').filter(
        (name) => !new RegExp(`\\.${name}\\b`).test(tests),
      )
      assert.deepEqual(missing, [])
    })
  }
})

function namesOf(abi: readonly Entry[], type: string): string[] {
  return abi.flatMap((entry) => (entry.type === type && entry.name ? [entry.name] : []))
}

/** Of every contract; of those that no program calls only what their own source names, not what packages gave them. */
async function readAbis(): Promise<readonly (readonly [string, readonly Entry[]])[]> {
  const files = (await readdir(ABIS)).filter((name) => name.endsWith('.ts'))
  const generated = files.map(async (file) => [file, await readAbi(path.join(ABIS, file))] as const)
  const others = UNCALLED.map(async (name) => {
    const { abi, sourceName } = await hre.artifacts.readArtifact(name)
    const source = await readFile(path.join(root, sourceName), 'utf8')
    const isGoverning = sourceName.includes('governance')
    const own = (abi as readonly Entry[]).filter(
      (entry) => !isGoverning || new RegExp(`\\b${entry.name}\\b[(;]`).test(source),
    )
    return [name, own] as const
  })
  return Promise.all([...generated, ...others])
}

/** The generated files hold one array literal that is JSON. */
async function readAbi(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8')
  return JSON.parse(text.slice(text.indexOf('= [') + 2, text.lastIndexOf(']') + 1)) as Entry[]
}

async function readTests(): Promise<string> {
  const names = await readdir(TESTS, { recursive: true })
  const files = names.filter((name) => name.endsWith('.sol'))
  const texts = await Promise.all(files.map((name) => readFile(path.join(TESTS, name), 'utf8')))
  return texts.join('\n')
}
