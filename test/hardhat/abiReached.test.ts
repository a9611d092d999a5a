/** Every custom error and every function of the contracts is reached by some test of the contracts. */

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, it } from 'node:test'

type Entry = { readonly type: string; readonly name?: string }

const root = path.resolve(import.meta.dirname, '..', '..')
const ABIS = path.join(root, 'node', 'src', 'chain', 'generated')
const TESTS = path.join(root, 'test', 'contracts')

/** Of the packages that the contracts are made from, where nothing of ours decides over them. */
const OF_PACKAGES = new Set([
  // names and versions of the domains are short and constant
  'InvalidShortString',
  'StringTooLong',
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
  for (const file of (await readdir(ABIS)).filter((name) => name.endsWith('.ts'))) {
    const abi = await readAbi(path.join(ABIS, file))

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
