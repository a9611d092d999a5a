import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createNodeParts } from './nodeParts.ts'

/** Notes what a node would log. */
function aLog() {
  const lines: { message: string; fields: object; error: unknown }[] = []
  const warn = (message: string, fields: object = {}, error?: unknown) =>
    void lines.push({ message, fields, error })
  return { lines, logger: { warn } }
}

const never = () => new Promise<void>(() => {})

describe('createNodeParts', () => {
  it('ends what was added in the reverse order, one after the other', async () => {
    const ended: string[] = []
    const parts = createNodeParts(aLog().logger)
    const database = { [Symbol.dispose]: () => void ended.push('database') }

    assert.equal(parts.use('database', database), database)
    parts.defer('host', async () => {
      await Promise.resolve()
      ended.push('host')
    })
    parts.use('api', { [Symbol.asyncDispose]: async () => void ended.push('api') })
    await parts[Symbol.asyncDispose]()

    assert.deepEqual(ended, ['api', 'host', 'database'])
  })

  it('leaves a part that does not end, says which, and ends the others', async () => {
    const { lines, logger } = aLog()
    const ended: string[] = []
    const parts = createNodeParts(logger)
    parts.defer('database', () => ended.push('database'))
    parts.defer('host', never, 5)
    parts.defer('runtime', never, 6)
    parts.defer('api', () => ended.push('api'))

    await parts.move()()

    assert.deepEqual(ended, ['api', 'database'])
    assert.deepEqual(
      lines.map(({ message, fields }) => [message, fields]),
      [
        ['part did not end in time and is left', { part: 'runtime', limitMs: 6 }],
        ['part did not end in time and is left', { part: 'host', limitMs: 5 }],
      ],
    )
  })

  it('logs a part that fails to end, at once or late, and never throws', async () => {
    const { lines, logger } = aLog()
    const parts = createNodeParts(logger)
    const { promise, reject } = Promise.withResolvers<void>()
    parts.defer('late', () => promise, 5)
    parts.defer('thrown', () => {
      throw new Error('no space')
    })
    parts.defer('rejected', () => Promise.reject(new Error('no socket')))

    await parts.move()()
    reject(new Error('much later'))
    await promise.catch(() => {})
    await new Promise(setImmediate)

    assert.deepEqual(
      lines.map(({ fields, error }) => [(fields as { part: string }).part, String(error)]),
      [
        ['rejected', 'Error: no socket'],
        ['thrown', 'Error: no space'],
        ['late', 'undefined'],
        ['late', 'Error: much later'],
      ],
    )
  })

  it('ends nothing twice, and nothing that was handed over', async () => {
    let ended = 0
    const parts = createNodeParts(aLog().logger)
    parts.defer('part', () => ended++)

    const end = parts.move()
    await parts[Symbol.asyncDispose]()
    assert.equal(ended, 0)
    await end()
    await end()

    assert.equal(ended, 1)
  })
})
