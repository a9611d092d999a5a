import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import path from 'node:path'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startLocalChain } from './localChain.ts'

describe('startLocalChain', () => {
  it('listens on loopback with accounts that have coins, until it is stopped', async () => {
    const chain = await startLocalChain({ accountCount: 3 })
    assert.match(chain.rpcUrl, /^http:\/\/127\.0\.0\.1:\d+$/)
    assert.equal(await chain.request('eth_chainId'), '0x7a69')
    assert.equal(chain.accounts.length, 3)
    for (const { address } of chain.accounts) {
      const balance = (await chain.request('eth_getBalance', [address, 'latest'])) as string
      assert.equal(BigInt(balance), 10_000n * 10n ** 18n)
    }
    await chain.stop()
    assert.equal(isAlive(chain.pid), false)
    await assert.rejects(chain.request('eth_chainId'))
    await chain.stop()
  })

  it('fails when the port is taken, rather than talk to whoever has it', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    try {
      await assert.rejects(startLocalChain({ port }), /The local chain did not start: .*EADDRINUSE/)
    } finally {
      other.close()
    }
  })

  it('ends with the program that started it, even one that was killed', async () => {
    const source = `
      import { startLocalChain } from ${JSON.stringify(path.join(import.meta.dirname, 'localChain.ts'))}
      console.log((await startLocalChain()).pid)
      setInterval(() => undefined, 60_000)`
    const program = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [output] = (await once(program.stdout, 'data')) as [Buffer]
    const pid = Number(output.toString())
    assert.equal(isAlive(pid), true)

    program.kill('SIGKILL')
    await once(program, 'exit')

    // The end of a process that is not our child gives no event.
    const signal = AbortSignal.timeout(100_000)
    while (isAlive(pid)) await delay(20, undefined, { signal })
  })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
