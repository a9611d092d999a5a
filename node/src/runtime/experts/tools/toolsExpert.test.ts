import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { matchesGrammar } from '../testing/matchesGrammar.ts'
import { TOOL_SCHEMAS } from './toolSchemas.ts'
import { toolsExpert } from './toolsExpert.ts'

const BOOKING = 'book a meeting on 14 March 2027 at 3 pm'

describe('toolsExpert', () => {
  it('shows the model a reference before each word, and signs for values and unknown words', () => {
    const { modelInput } = toolsExpert.prepare('Text Anna: see you at 3 pm')
    assert.equal(modelInput, '<|bos|><|user|>AtextB^*:C*DyouEatF@<|end|><|assistant|>')
  })

  it('builds the call from references', () => {
    assert.equal(
      toolsExpert.finish('create_event title=C date=E time=G', BOOKING).answer,
      '{"tool":"create_event","arguments":{"title":"meeting","date":"2027-03-14","time":"15:00"}}',
    )
    assert.equal(
      toolsExpert.finish('set_timer duration=E', 'set a timer for 25 minutes').answer,
      '{"tool":"set_timer","arguments":{"duration":"PT25M"}}',
    )
  })

  it('copies a run of words as it was typed', () => {
    const prompt = 'tell Anna Bell that I’m late, sorry "really"'
    assert.deepEqual(
      JSON.parse(toolsExpert.finish('send_message to=B-C text=E-H', prompt).answer),
      {
        tool: 'send_message',
        arguments: { to: 'Anna Bell', text: 'I’m late, sorry "really"' },
      },
    )
  })

  it('enters a title without its article, and a text without the date that the call has', () => {
    assert.equal(
      toolsExpert.finish('create_event title=B-C date=D', 'book my lesson tomorrow').answer,
      '{"tool":"create_event","arguments":{"title":"lesson","date":"tomorrow"}}',
    )
    assert.equal(
      toolsExpert.finish('set_reminder text=D-F date=F', 'remind me to pay on Monday').answer,
      '{"tool":"set_reminder","arguments":{"text":"pay","date":"monday"}}',
    )
  })

  it('takes units that it knows', () => {
    const { grammar } = toolsExpert.prepare('tell me 5 miles in furlongs')
    assert.ok(matchesGrammar(grammar!, 'convert_units value=C from=D to=F'))
    assert.ok(!matchesGrammar(grammar!, 'convert_units value=C from=B to=F'))
  })

  it('allows only calls with every required argument and references of the right kind', () => {
    const { grammar } = toolsExpert.prepare(BOOKING)
    const allowed = ['create_event title=C date=E time=G', 'create_event title=B-C', 'get_weather']
    for (const call of allowed) assert.ok(matchesGrammar(grammar!, call), call)
    const refused = [
      'create_event',
      'create_event title=C date=G',
      'create_event title=H',
      'create_event title=C-B',
      'create_event date=E title=C',
      'set_timer duration=E',
      'open_door',
      'create_event title=meeting',
    ]
    for (const call of refused) assert.ok(!matchesGrammar(grammar!, call), call)
  })

  it('property: whatever was written, the answer is JSON with a known shape', () => {
    const words = fc.constantFrom(
      ...TOOL_SCHEMAS.map(({ name }) => name),
      'title=C',
      'date=E',
      'to=A-Z',
      '=',
      'text=',
      '-',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(' ')),
    )
    fc.assert(
      fc.property(texts, fc.string(), (raw, prompt) => {
        const call = JSON.parse(toolsExpert.finish(raw, prompt).answer) as Record<string, unknown>
        assert.deepEqual(Object.keys(call), ['tool', 'arguments'])
      }),
    )
  })

  it('refuses commands that it cannot serve', () => {
    const unsupported = (error: unknown) => isWitanError(error, 'PROMPT_UNSUPPORTED')
    assert.throws(() => toolsExpert.prepare('?!'), unsupported)
    assert.throws(() => toolsExpert.prepare('word '.repeat(37)), unsupported)
    assert.throws(() => toolsExpert.prepare('a'.repeat(321)), unsupported)
  })
})
