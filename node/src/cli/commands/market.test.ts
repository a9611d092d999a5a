import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { MODE_LABELS } from '#protocol/mode.ts'
import { runInProcess } from '../testing/runInProcess.ts'
import { env, firstLine, type Market, startMarket, startNode } from '../testing/startMarket.ts'

const PROMPT = 'what is 482 + 39'

/** That a start is refused, and why, is in test/adversarial/refusedStart.test.ts. */
describe('a node, a requester and an auditor', () => {
  let market: Market
  let folder: string
  let nodeFolder: string
  let requesterFolder: string
  let jobId: string

  before(async () => {
    market = await startMarket()
    ;({ folder, nodeFolder, requesterFolder } = market)
  })
  after(() => market.stop())

  const ask = (...args: string[]) =>
    runInProcess(['ask', ...args, '--data-dir', requesterFolder], { env })
  const lines = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('run prints one line with everything that a program needs', () => {
    assert.deepEqual(Object.keys(market.ready), [
      'event',
      'nodeId',
      'peerId',
      'addresses',
      'healthUrl',
    ])
    assert.equal(market.ready['event'], 'ready')
  })

  it('ask prints the answer alone to stdout, and price, privacy and cost to stderr', async () => {
    const receipts = join(folder, 'receipts.json')
    const { code, stdout, stderr } = await ask(
      PROMPT,
      '--max',
      '0.05',
      '--yes',
      '--receipts',
      receipts,
      '--leaves',
    )

    assert.equal(code, 0, stderr)
    assert.match(stdout, /^[^\n]*521[^\n]*\n$/)
    assert.ok(stderr.includes(MODE_LABELS.transit))
    assert.match(stderr, /price: at most 0\.\d+ dollars/)
    assert.match(stderr, /each of \d+ tokens recomputed from its race/)
    assert.match(stderr, /receipt verified/)
    assert.match(stderr, /cost: 0\.\d+ dollars .*refunded 0\.\d+/)
    jobId = /job (0x[0-9a-f]{40})/.exec(stderr)![1]!
    assert.equal((await stat(join(requesterFolder, 'jobs', `${jobId}.json`))).mode & 0o777, 0o600)
  })

  it('ask --json prints one event per line and keeps the books', async () => {
    const { code, stdout, stderr } = await ask(
      '-',
      '--max',
      '0.05',
      '--yes',
      '--json',
      '--role',
      'math',
    )
    assert.equal(code, 2, 'standard input is empty')

    const run = await runInProcess(
      ['ask', '-', '--max', '0.05', '--yes', '--json', '--data-dir', requesterFolder],
      { env, input: `${PROMPT}\n` },
    )

    assert.equal(stderr, '')
    assert.equal(JSON.parse(stdout).error.code, 'INPUT_INVALID')
    assert.equal(run.code, 0)
    const events = lines(run.stdout)
    const types = events.map(({ type }) => type)
    for (const type of ['planned', 'routed', 'quoted', 'funded', 'receipt', 'merged', 'settled'])
      assert.ok(types.includes(type), `there is no ${type} in ${types}`)
    const { locked, paid, fee, refunded } = events.at(-1)
    const micro = ({ microDollars }: { microDollars: string }) => BigInt(microDollars)
    assert.equal(micro(locked), micro(paid) + micro(fee) + micro(refunded))
  })

  it('ask --dry-run shows the price, simulates the payment and pays nothing', async () => {
    const { code, stdout } = await ask(PROMPT, '--dry-run', '--json')
    const closed = await runInProcess(
      ['ask', PROMPT, '--dry-run', '--json', '--data-dir', requesterFolder],
      { env: {} },
    )

    assert.equal(code, 0, stdout)
    const printed = lines(stdout)
    assert.deepEqual(
      printed.slice(-2).map(({ type }) => type),
      ['quoted', 'simulated'],
    )
    assert.ok(printed.at(-1).gas > 50_000)
    assert.equal(closed.code, 0, closed.stdout)
    assert.match(lines(closed.stdout).at(-1).skipped, /--password-file/)
  })

  it('ask without --yes and a terminal pays nothing and ends with 2', async () => {
    const { code, stderr, stdout } = await ask(PROMPT, '--max', '0.05')

    assert.equal(code, 2)
    assert.equal(stdout, '')
    assert.match(stderr, /error INPUT_INVALID: .*add --yes/)
  })

  const refusals: readonly (readonly [string, readonly string[], number, string])[] = [
    ['a budget below the price', [PROMPT, '--max', '0.000001'], 5, 'BUDGET_TOO_LOW'],
    [
      'a mode that is not served',
      [PROMPT, '--max', '1', '--mode', 'attested'],
      2,
      'MODE_UNSUPPORTED',
    ],
    ['a role that nobody offers', [PROMPT, '--max', '1', '--role', 'code'], 2, 'NO_SPECIALIST'],
    ['a role that does not exist', [PROMPT, '--max', '1', '--role', 'magic'], 2, 'ROLE_UNKNOWN'],
    ['no limit when nobody can be asked', [PROMPT], 2, 'INPUT_INVALID'],
    ['no prompt', ['--max', '1'], 2, 'INPUT_INVALID'],
  ]
  for (const [what, args, code, name] of refusals) {
    it(`ask refuses ${what} with ${code} and no money moves`, async () => {
      const run = await ask(...args, '--yes', '--json')

      assert.equal(run.code, code)
      const printed = lines(run.stdout)
      assert.equal(printed.at(-1).error.code, name)
      assert.ok(!printed.some(({ type }) => type === 'funded'))
    })
  }

  it('Ctrl-C during ask pays for what arrived, refunds the rest and ends with 6', async () => {
    const { code, stdout } = await runInProcess(
      ['ask', PROMPT, '--max', '0.05', '--yes', '--json', '--data-dir', requesterFolder],
      {
        env,
        onStdout: (text, stop) => {
          if (text.includes('"type":"funded"')) stop()
        },
      },
    )

    assert.equal(code, 6)
    const printed = lines(stdout)
    assert.equal(printed.at(-1).error.code, 'ABORTED')
    const settled = printed.find(({ type }) => type === 'settled')
    assert.equal(settled.released, true)
    assert.ok(!printed.some(({ type }) => type === 'merged'))
  })

  it('ask --resume finds a job of this folder again, and no other', async () => {
    const known = await ask('--resume', jobId, '--json')
    const unknown = await ask('--resume', `0x${'00'.repeat(20)}`, '--json')

    assert.equal(known.code, 0, known.stdout)
    assert.deepEqual(
      [lines(known.stdout).at(-1).type, lines(known.stdout).at(-1).released],
      ['settled', true],
    )
    assert.equal(unknown.code, 5)
    assert.equal(lines(unknown.stdout).at(-1).error.code, 'JOB_NOT_OPEN')
  })

  it('audit recomputes the job from the chain and the receipts', async () => {
    const args = ['audit', jobId, '--receipts', join(folder, 'receipts.json')]

    const stranger = await runInProcess([...args, '--json', '--data-dir', nodeFolder], { env })

    assert.equal(stranger.code, 0, stranger.stdout)
    const report = JSON.parse(stranger.stdout)
    assert.equal(report.ok, true)
    assert.equal(report.receipts, 1)
    assert.ok(report.checks.every(({ ok }: { ok: boolean }) => ok))
    const names = report.checks.map(({ name }: { name: string }) => name)
    assert.ok(names.some((name: string) => name.endsWith('every token follows from its race')))
  })

  it('audit names the token that does not follow from its race', async () => {
    const altered = join(folder, 'leaves.json')
    const file = JSON.parse(await readFile(join(folder, 'receipts.json'), 'utf8'))
    const { leaves } = file.receipts[0].transcript
    // another token than the one that won
    leaves[1] = `${leaves[1].slice(0, 10)}ffffffff${leaves[1].slice(18)}`
    await writeFile(altered, JSON.stringify(file))

    const args = ['audit', jobId, '--receipts', altered, '--data-dir', nodeFolder]
    const { code, stdout } = await runInProcess(args, { env })

    assert.equal(code, 7)
    assert.match(stdout, /^✗ .*every token follows from its race: .*token 1 does not/m)
    assert.match(stdout, /^✗ .*transcript root/m)
  })

  it('audit ends with 7 when a receipt was altered, and says which check failed', async () => {
    const altered = join(folder, 'altered.json')
    const text = await readFile(join(folder, 'receipts.json'), 'utf8')
    await writeFile(altered, text.replace(/"outputTokens": \d+/, '"outputTokens": 4000'))

    const words = await runInProcess(
      ['audit', jobId, '--receipts', altered, '--data-dir', nodeFolder],
      { env },
    )
    const json = await runInProcess(
      ['audit', jobId, '--receipts', altered, '--json', '--data-dir', nodeFolder],
      { env },
    )

    assert.equal(words.code, 7)
    assert.match(words.stdout, /^✗ .*signed by the node/m)
    assert.match(words.stderr, /VERIFICATION_FAILED/)
    assert.deepEqual([json.code, JSON.parse(json.stdout).ok], [7, false])
  })

  it('audit refuses an unknown job with 5 and receipts of another job with 2', async () => {
    const unknown = `0x${'00'.repeat(20)}`
    const receipts = join(folder, 'receipts.json')

    const missing = await runInProcess(['audit', unknown, '--data-dir', nodeFolder], { env })
    const foreign = await runInProcess(['audit', unknown, '--receipts', receipts], { env })

    assert.equal(missing.code, 5)
    assert.equal(foreign.code, 2)
  })

  it('status shows the running node and what it earned, and withdraw takes it', async () => {
    const shown = await runInProcess(['status', '--json', '--data-dir', nodeFolder], { env })
    const taken = await runInProcess(
      ['withdraw', '--earnings', '--yes', '--json', '--data-dir', nodeFolder],
      { env },
    )

    const { online, running, registered } = JSON.parse(shown.stdout)
    assert.equal(online, true)
    assert.ok(running.finishedTasks >= 2)
    assert.deepEqual(running.loadedRoles, ['math'])
    assert.deepEqual(JSON.parse(taken.stdout).amount, registered.owed)
    assert.ok(BigInt(registered.owed.microDollars) > 0n)
  })

  it('withdraw gives the requester back what is free', async () => {
    const { code, stdout } = await runInProcess(
      ['withdraw', '--yes', '--json', '--data-dir', requesterFolder],
      { env },
    )

    assert.equal(code, 0)
    assert.match(JSON.parse(stdout).transaction.txHash, /^0x[0-9a-f]{64}$/)
  })

  it('SIGTERM ends run with 0, and status says offline', async () => {
    const exit = once(market.node, 'exit')
    market.node.kill('SIGTERM')
    const [code] = await exit
    const { stdout } = await runInProcess(['status', '--json', '--data-dir', nodeFolder], { env })

    assert.equal(code, 0)
    assert.equal(JSON.parse(stdout).online, false)
  })

  it('run ends when the program that started it is gone', async (t) => {
    const orphan = startNode(nodeFolder)
    t.after(() => orphan.kill('SIGKILL'))
    await firstLine(orphan)

    const exit = once(orphan, 'exit')
    orphan.disconnect()
    const [code] = await exit

    assert.equal(code, 0)
  })

  it('run drains at the first signal and ends at once at the second', async () => {
    const { code, stdout, forced } = await runInProcess(
      ['run', '--json', '--data-dir', nodeFolder],
      {
        env: { ...env, WITAN_LOG_LEVEL: 'silent' },
        onStdout: (text, stop) => {
          if (/"event":"(ready|stopping)"/.test(text)) stop()
        },
      },
    )

    assert.equal(forced, 130)
    assert.equal(code, 0)
    assert.deepEqual(
      lines(stdout).map(({ event }) => event),
      ['ready', 'stopping', 'stopped'],
    )
  })
})
