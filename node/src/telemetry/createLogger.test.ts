import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WitanError } from '#protocol/errors.ts'
import { createLogger, type LogFields, type LogLevel, REDACTED_FIELDS } from './createLogger.ts'

const CANARY = 'canary-7c1f-what-is-482-plus-39'

function capture(level: LogLevel = 'trace') {
  const lines: string[] = []
  const logger = createLogger({ level, destination: { write: (line) => void lines.push(line) } })
  return { lines, logger, last: () => JSON.parse(lines.at(-1)!) as Record<string, unknown> }
}

describe('createLogger', () => {
  it('writes one JSON object with module, level, time, message and fields', () => {
    const { logger, last } = capture()
    logger.child({ module: 'provider' }).info('task admitted', { amount: 5n, role: 'math' })
    const { time, ...line } = last()
    assert.match(String(time), /^\d{4}-\d\d-\d\dT/)
    assert.deepEqual(line, {
      level: 'info',
      module: 'provider',
      msg: 'task admitted',
      amount: '5',
      role: 'math',
    })
  })

  it('leaves out what is below its level', () => {
    const { logger, lines } = capture('warn')
    logger.info('quiet')
    logger.warn('loud')
    assert.equal(lines.length, 1)
  })

  it('writes code and values of a WitanError, and never the message of any error', () => {
    const { logger, last, lines } = capture()
    logger.warn('task failed', {}, new WitanError('UNPAID', CANARY, { meta: { waitedMs: 5 } }))
    assert.equal(last()['code'], 'UNPAID')
    assert.equal(last()['waitedMs'], 5)

    logger.error('task failed', {}, Object.assign(new TypeError(CANARY), { code: 'ERR_X' }))
    assert.equal(last()['errorName'], 'TypeError')
    assert.equal(last()['errorCode'], 'ERR_X')

    logger.error('task failed', {}, CANARY)
    assert.equal(last()['errorName'], 'string')
    assert.ok(lines.every((line) => !line.includes(CANARY)))
    assert.match(lines[0]!, /createLogger\.test\.ts/)
  })

  it('masks every field that could carry content or a key', () => {
    const { logger, lines } = capture()
    for (const field of REDACTED_FIELDS) {
      logger.info('mistake', { [field]: CANARY })
      logger.info('mistake', { nested: { [field]: CANARY } } as unknown as LogFields)
    }
    assert.equal(lines.length, 2 * REDACTED_FIELDS.length)
    assert.ok(lines.every((line) => !line.includes(CANARY) && line.includes('[redacted]')))
  })
})
