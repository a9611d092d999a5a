import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, it } from 'node:test'
import fc from 'fast-check'
import { type Hex, toHex } from '#protocol/bytes.ts'
import { isWitanError } from '#protocol/errors.ts'
import { parseAddress, parseJobId, parseNodeId, parseTaskId } from '#protocol/ids.ts'
import type { Signature } from '#protocol/signature.ts'
import type { SignedVoucher } from '#protocol/voucher.ts'
import { MIGRATIONS, migrate } from './migrations.ts'
import { openStore, type Store } from './openStore.ts'

const folder = mkdtempSync(join(tmpdir(), 'witan-store-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const hex = (bytes: number, fill: number): Hex => toHex(new Uint8Array(bytes).fill(fill))
const jobId = parseJobId(hex(20, 1))
const nodeId = parseNodeId(7)
const key = { jobId, nodeId, index: 2 }

function aVoucher(total: bigint, fill = 1): SignedVoucher {
  return { voucher: { ...key, total }, signature: hex(65, fill) as Signature }
}

function withJob(store: Store): Store {
  store.jobs.put({
    jobId,
    sessionKey: parseAddress(hex(20, 2)),
    index: 2,
    cap: (1n << 48n) - 1n,
    claimed: 0n,
    baseCost: 0n,
    endsAt: 4_000_000_000,
  })
  return store
}

function aTask(fill: number) {
  return {
    taskId: parseTaskId(hex(32, fill)),
    jobId,
    quoteId: hex(32, 3),
    envelopeHash: hex(32, fill),
    role: 'math' as const,
    maxCost: 500n,
    admittedAt: 1_800_000_000,
    deadline: 1_800_000_060,
  }
}

describe('openStore', () => {
  it('keeps a voucher over a restart', () => {
    const path = join(folder, 'restart', 'node.db')
    {
      using store = withJob(openStore(path))
      store.vouchers.put(aVoucher((1n << 48n) - 1n))
    }
    using store = openStore(path)
    assert.equal(store.vouchers.get(key)?.signed.voucher.total, (1n << 48n) - 1n)
  })

  it('keeps a voucher of a process that was killed right after storing it', async () => {
    const path = join(folder, 'killed', 'node.db')
    const script = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'openStore.ts'))}
      const store = openStore(${JSON.stringify(path)})
      store.jobs.put({ jobId: '${jobId}', sessionKey: undefined, index: 2, cap: 9n, claimed: 0n, baseCost: 0n, endsAt: 1 })
      store.vouchers.put({ voucher: { jobId: '${jobId}', nodeId: 7, index: 2, total: 41n }, signature: '0x01' })
      process.stdout.write('stored')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script])
    await once(child.stdout, 'data')
    assert.throws(
      () => openStore(path),
      (error) => isWitanError(error, 'STORE_LOCKED'),
    )

    child.kill('SIGKILL')
    await once(child, 'exit')

    using store = openStore(path)
    assert.equal(store.vouchers.unsettled()[0]?.signed.voucher.total, 41n)
  })

  it('refuses a file that another store holds with STORE_LOCKED', () => {
    const path = join(folder, 'locked.db')
    using _first = openStore(path)
    assert.throws(
      () => openStore(path),
      (error) => isWitanError(error, 'STORE_LOCKED') && /other node/.test(error.message),
    )
  })

  it('refuses a file that is no database with STORE_INVALID', () => {
    const path = join(folder, 'garbage.db')
    writeFileSync(path, 'no database at all, but long enough to have a header'.repeat(100))
    assert.throws(
      () => openStore(path),
      (error) => isWitanError(error, 'STORE_INVALID'),
    )
  })

  it('refuses a database of a newer program with STORE_INVALID', () => {
    const path = join(folder, 'newer.db')
    const database = new DatabaseSync(path)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`)
    database.close()
    assert.throws(
      () => openStore(path),
      (error) =>
        isWitanError(error, 'STORE_INVALID') && error.meta['version'] === MIGRATIONS.length + 1,
    )
  })

  it('reports a full disk as DISK_FULL and keeps what it had acknowledged', () => {
    const path = join(folder, 'full.db')
    const acknowledged: number[] = []
    {
      using store = withJob(openStore(path, { maxPages: 30 }))
      assert.throws(
        () => {
          for (let i = 1; i < 10_000; i++) {
            store.meta.set(`key ${i}`, 'x'.repeat(1000))
            acknowledged.push(i)
          }
        },
        (error) => isWitanError(error, 'DISK_FULL') && error.retryable,
      )
      assert.throws(
        () =>
          store.transaction(() => {
            store.vouchers.put(aVoucher(5n))
            store.meta.set('too much', 'x'.repeat(100_000))
          }),
        (error) => isWitanError(error, 'DISK_FULL'),
      )
      assert.equal(store.vouchers.get(key), undefined)
    }
    using store = openStore(path)
    assert.ok(acknowledged.length > 0)
    for (const i of acknowledged) assert.equal(store.meta.get(`key ${i}`)?.length, 1000)
  })

  it('reports a folder that cannot be used as DISK_FULL', () => {
    const path = join(folder, 'a folder')
    openStore(join(path, 'inner.db')).close()
    assert.throws(
      () => openStore(path),
      (error) => isWitanError(error, 'DISK_FULL'),
    )
  })
})

describe('migrate', () => {
  it('goes from any version to the newest and leaves the rows alone', () => {
    const database = new DatabaseSync(':memory:')
    migrate(database, ['CREATE TABLE a (x INTEGER)'])
    database.exec('INSERT INTO a VALUES (1)')
    const both = ['CREATE TABLE a (x INTEGER)', 'ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 5']
    migrate(database, both)
    migrate(database, both)
    assert.deepEqual({ ...database.prepare('SELECT * FROM a').get() }, { x: 1, y: 5 })
    database.close()
  })
})

describe('vouchers', () => {
  it('property: after any sequence of vouchers the highest total and its signature are kept', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, (1n << 48n) - 1n), { minLength: 1 }), (totals) => {
        using store = withJob(openStore(':memory:'))
        let highest = -1n
        for (const total of totals) {
          assert.equal(store.vouchers.put(aVoucher(total, Number(total % 251n))), total > highest)
          if (total > highest) highest = total
        }
        const stored = store.vouchers.get(key)
        assert.deepEqual(stored?.signed, aVoucher(highest, Number(highest % 251n)))
      }),
    )
  })

  it('cannot be lowered even by SQL', () => {
    const path = join(folder, 'trigger.db')
    {
      using store = withJob(openStore(path))
      store.vouchers.put(aVoucher(100n))
    }
    const database = new DatabaseSync(path)
    assert.throws(() => database.exec('UPDATE vouchers SET total = 99'), /only grows/)
    database.close()
  })

  it('wait for settlement until the chain has paid the whole total', () => {
    using store = withJob(openStore(':memory:'))
    store.vouchers.put(aVoucher(100n))
    store.vouchers.markSettled(key, 60n)
    assert.equal(store.vouchers.unsettled()[0]?.settled, 60n)

    store.vouchers.markSettled(key, 100n)
    store.vouchers.markSettled(key, 10n)
    assert.deepEqual(store.vouchers.unsettled(), [])
    assert.deepEqual(store.vouchers.sums(), { total: 100n, settled: 100n })

    store.vouchers.put(aVoucher(101n))
    assert.equal(store.vouchers.unsettled().length, 1)
  })

  it('that the chain refused wait again only when a higher one arrives', () => {
    using store = withJob(openStore(':memory:'))
    store.vouchers.put(aVoucher(100n))
    store.vouchers.markRefused(key, 'UnknownAllocation')
    assert.equal(store.vouchers.unsettled().length, 0)
    store.vouchers.put(aVoucher(200n))
    assert.equal(store.vouchers.unsettled().length, 1)
  })
})

describe('tasks', () => {
  it('are taken once per id', () => {
    using store = withJob(openStore(':memory:'))
    store.tasks.add(aTask(1))
    assert.throws(
      () => store.tasks.add(aTask(1)),
      (error) => isWitanError(error, 'TASK_DUPLICATE'),
    )
  })

  it('sum up to the cost of their job, and a cost never falls', () => {
    using store = withJob(openStore(':memory:'))
    store.tasks.add(aTask(1))
    store.tasks.add(aTask(2))
    store.tasks.setCost(aTask(1).taskId, 30n)
    store.tasks.setCost(aTask(1).taskId, 20n)
    store.tasks.end(aTask(2).taskId, { status: 'finished', cost: 12n, endedAt: 1_800_000_010 })
    assert.equal(store.tasks.costOfJob(jobId), 42n)
  })

  it('that a crash left running are failed with what they had cost', () => {
    using store = withJob(openStore(':memory:'))
    store.tasks.add(aTask(1))
    store.tasks.setCost(aTask(1).taskId, 30n)
    assert.equal(store.tasks.failRunning(1_800_000_099), 1)
    const task = store.tasks.get(aTask(1).taskId)
    assert.deepEqual([task?.status, task?.cost, task?.code], ['failed', 30n, 'ABORTED'])
    assert.deepEqual(store.tasks.counts(), { running: 0, finished: 0, failed: 1 })
  })
})

describe('envelopes', () => {
  it('are taken once until their deadline has passed', () => {
    using store = openStore(':memory:')
    store.envelopes.add(hex(32, 1), 100)
    assert.throws(
      () => store.envelopes.add(hex(32, 1), 200),
      (error) => isWitanError(error, 'ENVELOPE_REPLAYED'),
    )
    assert.equal(store.envelopes.prune(100), 0)
    assert.equal(store.envelopes.has(hex(32, 1)), true)
    assert.equal(store.envelopes.prune(101), 1)
    assert.equal(store.envelopes.has(hex(32, 1)), false)
  })
})

describe('receipts', () => {
  it('come back exactly as signed, only to who knows job and task', () => {
    using store = withJob(openStore(':memory:'))
    const task = aTask(9)
    store.tasks.add(task)
    const signed = {
      receipt: {
        jobId,
        taskId: task.taskId,
        nodeId,
        index: 2,
        quoteId: hex(32, 3),
        modelId: hex(32, 4) as never,
        mode: 'transit' as const,
        inputBytes: 1,
        outputTokens: 4096,
        amount: (1n << 48n) - 1n,
        requestHash: hex(32, 5),
        responseHash: hex(32, 6),
        transcriptRoot: hex(32, 7),
        finishReason: 'stop' as const,
        startedAt: 1_800_000_000,
        finishedAt: 1_800_000_001,
        role: 'tools' as const,
        seedCommit: hex(32, 9),
        temperatureMilli: 2000,
        maxOutputTokens: 4096,
      },
      signature: hex(65, 8) as Signature,
    }
    store.receipts.add(signed)
    assert.deepEqual(store.receipts.get(jobId, task.taskId), signed)
    assert.equal(store.receipts.get(parseJobId(hex(20, 9)), task.taskId), undefined)
    assert.throws(() => store.receipts.add({ ...signed, signature: hex(65, 1) as Signature }))
  })
})

describe('jobs', () => {
  it('keep key, position and base once they are known, and follow the cap of the chain', () => {
    using store = openStore(':memory:')
    const put = (sessionKey: Hex | undefined, cap: bigint, claimed: bigint, baseCost: bigint) =>
      store.jobs.put({
        jobId,
        sessionKey: sessionKey && parseAddress(sessionKey),
        index: sessionKey ? 2 : undefined,
        cap,
        claimed,
        baseCost,
        endsAt: 5,
      })
    put(undefined, 0n, 0n, 0n)
    put(hex(20, 2), 10n, 4n, 4n)
    put(hex(20, 3), 20n, 3n, 99n)
    store.jobs.markDone(jobId)
    assert.deepEqual(store.jobs.get(jobId), {
      jobId,
      sessionKey: hex(20, 2),
      index: 2,
      cap: 20n,
      claimed: 4n,
      baseCost: 4n,
      endsAt: 5,
      done: true,
    })
  })
})

describe('settlements', () => {
  it('are listed newest first, each transaction once', () => {
    using store = openStore(':memory:')
    const one = { txHash: hex(32, 1), settledAt: 1, rowCount: 2, net: 5n, fee: 1n }
    store.settlements.add(one)
    store.settlements.add({ ...one, txHash: hex(32, 2), settledAt: 2 })
    store.settlements.add(one)
    assert.deepEqual(
      store.settlements.list(10).map(({ settledAt, net }) => [settledAt, net]),
      [
        [2, 5n],
        [1, 5n],
      ],
    )
  })
})

describe('answers', () => {
  const frames = [new Uint8Array(1065).fill(1), new Uint8Array(1041).fill(2)]
  const bytes = 1065 + 1041 + 8
  function withAnswers(store: Store, keepUntil: readonly number[]): Store {
    for (const [i, time] of keepUntil.entries()) {
      const task = aTask(20 + i)
      store.tasks.add(task)
      store.answers.add({ jobId, taskId: task.taskId, frames, keepUntil: time })
    }
    return store
  }
  const kept = (store: Store, count: number) =>
    Array.from(
      { length: count },
      (_, i) => store.answers.get(jobId, aTask(20 + i).taskId) !== undefined,
    )

  it('come back frame by frame, only to who knows job and task', () => {
    using store = withAnswers(withJob(openStore(':memory:')), [10])
    const { taskId } = aTask(20)

    assert.deepEqual(store.answers.get(jobId, taskId), frames)
    assert.equal(store.answers.get(parseJobId(hex(20, 9)), taskId), undefined)
  })

  it('go when their time is over, and no earlier', () => {
    using store = withAnswers(withJob(openStore(':memory:')), [10, 11, 12])

    assert.deepEqual(store.answers.prune(11, 10 * bytes), { due: 1, crowded: 0 })
    assert.deepEqual(kept(store, 3), [false, true, true])
  })

  it('make room for newer ones, the oldest first', () => {
    using store = withAnswers(withJob(openStore(':memory:')), [30, 10, 20])

    assert.deepEqual(store.answers.prune(0, 2 * bytes), { due: 0, crowded: 1 })
    assert.deepEqual(kept(store, 3), [true, false, true])
    assert.deepEqual(store.answers.prune(0, bytes - 1), { due: 0, crowded: 2 })
  })
})
