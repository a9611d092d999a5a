import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ReplayedJob } from '#client/replayJob.ts'
import { toHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress, parseJobId, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import { raceSeedOf, seedCommitOf } from '#protocol/race.ts'
import { leafKeyOf } from '#protocol/raceLeaf.ts'
import { aRacedToken } from '#testing/racedTokens.ts'
import { createRaceCheck } from '#verification/raceCheck.ts'
import { checkReceipt, type ReceiptFacts } from './checkReceipt.ts'
import { packFragment, unpackFragment } from './receiptsLink.ts'
import { formatReceipts, type GivenReceipt, parseReceiptsText } from './receiptsText.ts'

const hash = (byte: string) => `0x${byte.repeat(32)}`
const jobId = parseJobId(`0x${'ab'.repeat(20)}`)
const taskId = parseTaskId(hash('01'))
const SIGNER = `0x${'77'.repeat(20)}`

const CONTEXT = { chainId: 31337, escrow: parseAddress(`0x${'e5'.repeat(20)}`) }
const RACE_SALT = new Uint8Array(32).fill(6)
const SEED = raceSeedOf({ ...CONTEXT, jobId, taskId }, RACE_SALT)
const RULES = { seed: SEED, leafKey: leafKeyOf(RACE_SALT, taskId), temperatureMilli: 1000 }
const RACES = createRaceCheck(RULES)
for (const position of [0, 1, 2]) RACES.push(aRacedToken(RULES, position))
const LEAVES = RACES.leaves().map(toHex)

const FILE = {
  version: 1,
  jobId,
  receipts: [
    {
      receipt: {
        jobId,
        taskId,
        nodeId: 2,
        index: 0,
        quoteId: hash('02'),
        modelId: hash('03'),
        mode: 'transit',
        inputBytes: 100,
        outputTokens: 3,
        amount: '7',
        requestHash: hash('04'),
        responseHash: hash('05'),
        transcriptRoot: RACES.root(),
        finishReason: 'stop',
        startedAt: 1_800_000_000,
        finishedAt: 1_800_000_002,
        role: 'math',
        seedCommit: seedCommitOf(SEED),
        temperatureMilli: 1000,
        maxOutputTokens: 9,
      },
      signature: `0x${'09'.repeat(65)}`,
    },
  ],
}

function given(change: Record<string, unknown> = {}, leaves?: readonly string[]): GivenReceipt {
  const [entry] = FILE.receipts
  const transcript = leaves && { raceSalt: toHex(RACE_SALT), leaves }
  const changed = { ...entry, receipt: { ...entry!.receipt, ...change }, transcript }
  return parseReceiptsText(JSON.stringify({ ...FILE, receipts: [changed] })).receipts[0]!
}

function facts(change: Partial<ReceiptFacts> = {}): ReceiptFacts {
  const nodeId = parseNodeId(2)
  const account = parseAddress(SIGNER)
  const job: ReplayedJob = {
    terms: {
      requester: account,
      sessionKey: account,
      deadline: 1_900_000_000,
      mode: 'transit',
      termsHash: '0x00',
      allocations: [{ nodeId, cap: 100n }],
    },
    status: 'Released',
    endsAt: 1_900_000_000,
    allocations: [{ nodeId, cap: 100n, claimed: 7n }],
    rows: [],
    refund: 93n,
  }
  return {
    context: CONTEXT,
    jobId,
    job,
    signer: SIGNER,
    signerKey: { nodeId: 2, validUntil: 2 ** 40 - 1 },
    offers: [{ pricePer1kInputBytes: 10n, pricePer1kOutputTokens: 2_000n }],
    ...change,
  }
}

function failures(receipt: GivenReceipt, about: ReceiptFacts): string[] {
  return checkReceipt(receipt, about)
    .checks.filter(({ ok }) => !ok)
    .map(({ name }) => name)
}

describe('parseReceiptsText', () => {
  it('reads a file that the command line wrote, and writes one that it reads', () => {
    const receipts = parseReceiptsText(JSON.stringify(FILE))
    assert.equal(receipts.receipts[0]?.receipt.amount, 7n)
    assert.deepEqual(parseReceiptsText(formatReceipts(receipts)), receipts)
  })

  it('names what is malformed with INPUT_INVALID', () => {
    const [entry] = FILE.receipts
    const broken: [unknown, RegExp][] = [
      ['{', /not JSON/],
      ['[]', /not an object/],
      [{ ...FILE, version: 2 }, /version/],
      [{ ...FILE, receipts: [] }, /no receipts/],
      [{ ...FILE, jobId: '0x12' }, /job id/],
      [{ ...FILE, receipts: [{ ...entry, signature: '0x12' }] }, /65 bytes/],
      [
        { ...FILE, receipts: [{ ...entry, receipt: { ...entry?.receipt, amount: '-1' } }] },
        /amount/,
      ],
      [{ ...FILE, receipts: [{ ...entry, receipt: { ...entry?.receipt, mode: 'x' } }] }, /mode/],
      [{ ...FILE, receipts: [{ ...entry, transcript: { leaves: ['0x12'] } }] }, /transcript/],
      ['x'.repeat(2_000_001), /longer/],
    ]
    for (const [file, sentence] of broken) {
      const text = typeof file === 'string' ? file : JSON.stringify(file)
      assert.throws(
        () => parseReceiptsText(text),
        (error) => isWitanError(error) && sentence.test(error.message),
      )
    }
  })
})

describe('packFragment', () => {
  it('comes back from a link as it was, and leaves other fragments alone', async () => {
    const text = `${JSON.stringify(FILE)} ünï ✓`
    const fragment = await packFragment(text)
    assert.match(fragment, /^r=[\w-]+$/)
    assert.equal(await unpackFragment(`#${fragment}`), text)
    assert.equal(await unpackFragment('#help'), undefined)
  })

  it('refuses a link that was cut', async () => {
    const fragment = await packFragment(JSON.stringify(FILE))
    await assert.rejects(unpackFragment(fragment.slice(0, 40)), (error) =>
      isWitanError(error, 'INPUT_INVALID'),
    )
  })
})

describe('checkReceipt', () => {
  it('finds an honest receipt valid, with every race where the leaves are given', () => {
    const verdict = checkReceipt(given({}, LEAVES), facts())
    assert.equal(verdict.state, 'valid')
    assert.ok(verdict.checks.some(({ name, ok }) => name === 'transcript root' && ok))
  })

  it('names each lie', () => {
    const lies: [GivenReceipt, ReceiptFacts, string][] = [
      [given({ amount: '8' }), facts(), 'amount is the cost at an offered price'],
      [given({ amount: '101' }), facts(), 'amount is within the cap'],
      [given({ jobId: `0x${'cd'.repeat(20)}` }), facts(), 'job is the one of the file'],
      [given({ mode: 'local' }), facts(), 'mode is the funded one'],
      [given({ index: 3 }), facts(), "allocation 3 is the node's"],
      [given({ finishedAt: 1 }), facts(), 'ends after it starts'],
      [given({}, LEAVES.slice(1)), facts(), 'output tokens'],
      [given({}, LEAVES.toReversed()), facts(), 'transcript root'],
      [given({}, LEAVES.toReversed()), facts(), 'every token follows from its race'],
      [given({ seedCommit: hash('06') }, LEAVES), facts(), 'seed'],
      [
        given(),
        facts({ signerKey: { nodeId: 9, validUntil: 2 ** 40 - 1 } }),
        'signer is a key of the node',
      ],
      [given(), facts({ signerKey: { nodeId: 2, validUntil: 5 } }), 'signer was not retired yet'],
      [given(), facts({ offers: [] }), 'model was on offer'],
      [given(), facts({ job: undefined }), 'job is on chain'],
    ]
    for (const [receipt, about, name] of lies) {
      assert.equal(checkReceipt(receipt, about).state, 'invalid', name)
      assert.ok(failures(receipt, about).includes(name), name)
    }
  })

  it('takes any price that the node ever offered for the model', () => {
    const older = { pricePer1kInputBytes: 0n, pricePer1kOutputTokens: 1_000n }
    assert.deepEqual(
      failures(given({ amount: '3' }), facts({ offers: [older, ...facts().offers] })),
      [],
    )
  })

  it('tells an unknown signer from a broken signature', () => {
    assert.equal(checkReceipt(given(), facts({ signerKey: undefined })).state, 'unknown signer')
    const broken = facts({ signer: undefined, signerKey: undefined })
    assert.equal(checkReceipt(given(), broken).state, 'invalid')
  })

  it('expects no settlement before the release', () => {
    const { job } = facts()
    const open: ReplayedJob = {
      ...job!,
      status: 'Funded',
      allocations: [{ ...job!.allocations[0]!, claimed: 0n }],
    }
    assert.deepEqual(failures(given(), facts({ job: open })), [])
  })
})
