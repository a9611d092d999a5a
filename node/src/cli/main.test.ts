import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runWitan } from './testing/runWitan.ts'

describe('main', () => {
  it('prints help to stdout and ends with 0', async () => {
    const { code, stdout, stderr } = await runWitan(['--help'])

    assert.equal(code, 0)
    assert.match(stdout, /Usage: witan/)
    for (const command of [
      'init',
      'stake',
      'models',
      'run',
      'status',
      'ask',
      'audit',
      'withdraw',
      'unstake',
    ])
      assert.match(stdout, new RegExp(`^ {2}${command}\\b`, 'm'))
    assert.equal(stderr, '')
  })

  it('starts at once: it loads neither chain, network, sealing nor model before a command needs them', async () => {
    const { packages } = await runWitan(['--help'])

    assert.ok(packages.includes('commander'), 'nothing was noted')
    const heavy = ['viem', 'ethers', 'libp2p', 'libsodium-wrappers', 'node-llama-cpp', 'zod']
    assert.deepEqual(
      packages.filter((name) => heavy.includes(name)),
      [],
    )
  })

  it('prints help to stderr and ends with 2 when no command is named', async () => {
    const { code, stdout, stderr } = await runWitan([])

    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.match(stderr, /Usage: witan/)
  })

  const usageErrors: readonly (readonly [string, readonly string[]])[] = [
    ['an unknown command', ['fly']],
    ['an unknown option', ['status', '--speed', '3']],
    ['a missing argument', ['stake']],
    ['an argument too many', ['audit', '0x00', '0x01']],
    ['an amount that is no number', ['stake', 'much', '--yes']],
    ['a job id that is none', ['audit', '0x12']],
    ['a stake of a decoy that is no number', ['decoy', '--max-stake', 'much']],
    ['a replay of what is no case', ['audit', 'node:4', '--replay']],
    ['an amount of rewards', ['withdraw', '5', '--rewards']],
    ['a case without a number', ['audit', 'case:first']],
    ['evidence that is not there', ['prove', 'nowhere.cbor']],
    [
      'receipts that are not there',
      ['audit', `0x${'12'.repeat(20)}`, '--receipts', 'nowhere.json'],
    ],
  ]
  const named: readonly (readonly [RegExp, readonly string[]])[] = [
    [/named "case:first".*case:3.*probe:4-118850.*node:4/, ['audit', 'case:first']],
    [/There is no file nowhere\.cbor/, ['prove', 'nowhere.cbor']],
    [
      /There is no file nowhere\.json/,
      ['audit', `0x${'12'.repeat(20)}`, '--receipts', 'nowhere.json'],
    ],
  ]
  for (const [words, args] of named) {
    it(`names what was wrong: ${args.join(' ')}`, async () => {
      assert.match((await runWitan(args)).stderr, words)
    })
  }
  for (const [what, args] of usageErrors) {
    it(`refuses ${what} with 2, a sentence and a way on`, async () => {
      const { code, stdout, stderr } = await runWitan(args)

      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.match(stderr, /^error INPUT_INVALID: [A-Z].*[.!?]\n {2}[A-Z].*\.\n$/)
    })

    it(`refuses ${what} as one JSON object with --json`, async () => {
      const { code, stdout, stderr } = await runWitan([...args, '--json'])

      assert.equal(code, 2)
      assert.equal(stderr, '')
      const { error } = JSON.parse(stdout)
      assert.deepEqual(Object.keys(error).sort(), ['code', 'message', 'meta', 'remedy'])
      assert.equal(error.code, 'INPUT_INVALID')
    })
  }

  it('shows a stack only with --verbose', async () => {
    const quiet = await runWitan(['fly'])
    const loud = await runWitan(['fly', '--verbose'])

    assert.doesNotMatch(quiet.stderr, /\n\s+at /)
    assert.match(loud.stderr, /\n\s+at /)
  })
})
