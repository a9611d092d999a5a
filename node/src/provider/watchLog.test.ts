import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { WitanError } from '#protocol/errors.ts'
import { createLogger } from '#telemetry/createLogger.ts'
import { watchLog } from './watchLog.ts'

function aWatchedLog() {
  let time = 100
  const logger = createLogger({ level: 'silent' })
  return watchLog(logger, () => time++)
}

describe('watchLog', () => {
  it('keeps the lines from info up with their fields and codes, newest last', () => {
    const log = aWatchedLog()
    log.logger.info('task finished', { jobId: '0xaa', outputTokens: 7, amount: 5n })
    log.logger.debug('of no interest')
    log.logger.child({ module: 'x' }).warn('task failed', {}, new WitanError('UNPAID', 'secret'))
    assert.deepEqual(log.lines(), [
      {
        at: 100,
        level: 'info',
        message: 'task finished',
        fields: { jobId: '0xaa', outputTokens: 7, amount: '5' },
      },
      { at: 101, level: 'warn', message: 'task failed', code: 'UNPAID', fields: {} },
    ])
  })

  it('leaves out every field that is not known to be harmless, and what an error says', () => {
    const log = aWatchedLog()
    const marked = 'marked prompt'
    const fields = { prompt: marked, content: marked, agent: marked, note: marked, code: marked }
    log.logger.warn('task failed', fields, new Error(marked))
    log.logger.error('task failed', fields, new WitanError('INTERNAL', marked))
    assert.doesNotMatch(JSON.stringify([log.lines(), log.errors(), log.lastError()]), /marked/)
  })

  it('counts warnings and errors by phrase and code, the latest first', () => {
    const log = aWatchedLog()
    const unpaid = new WitanError('UNPAID', 'no voucher')
    log.logger.warn('task failed', {}, unpaid)
    log.logger.warn('runtime restarts', { code: 'RUNTIME_CRASHED' })
    log.logger.info('task admitted')
    log.logger.warn('task failed', {}, unpaid)
    assert.deepEqual(log.errors(), [
      { message: 'task failed', code: 'UNPAID', count: 2, at: 103 },
      { message: 'runtime restarts', code: 'RUNTIME_CRASHED', count: 1, at: 101 },
    ])
    assert.deepEqual(log.lastError(), { message: 'task failed', code: 'UNPAID', at: 103 })
  })

  it('keeps a bounded number of lines', () => {
    const log = aWatchedLog()
    for (let i = 0; i < 500; i++) log.logger.info('task admitted', { attempt: i })
    assert.equal(log.lines().length, 100)
    assert.equal(log.lines().at(-1)?.fields['attempt'], 499)
  })
})
