import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DEPLOYED_ABIS } from '#chain/decodeCall.ts'
import { MARKET_CONTRACTS, type MarketEntry, type MarketEventName } from '#chain/marketEvents.ts'
import { eventKind } from './eventKinds.ts'

type Input = {
  readonly name?: string
  readonly type: string
  readonly components?: readonly Input[]
}

/** Returns a value of a Solidity type, in the form in which events are decoded. */
function sample({ type, components = [] }: Input): unknown {
  if (type.endsWith('[]')) return [sample({ type: type.slice(0, -2), components })]
  if (type === 'tuple') return samples(components)
  if (type === 'bool') return true
  if (type === 'string') return 'words'
  if (type === 'address') return `0x${'11'.repeat(20)}`
  if (type.startsWith('bytes')) return `0x${'22'.repeat(Number(type.slice(5)) || 40)}`
  return Number(type.slice(4)) <= 48 ? 1 : 1_000_000n
}

function samples(inputs: readonly Input[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(inputs.map((input) => [input.name ?? '', sample(input)]))
}

describe('eventKind', () => {
  it('has a sentence for every event, made of what the event really holds', () => {
    for (const contract of MARKET_CONTRACTS) {
      for (const item of DEPLOYED_ABIS[contract]) {
        if (item.type !== 'event') continue
        const { title, say, amount } = eventKind(item.name as MarketEventName)
        const args = samples(item.inputs) as MarketEntry['args']
        assert.match(say(args), /^[^ ].*[^ ]$/, `${contract}.${item.name}`)
        assert.doesNotMatch(say(args), /undefined|NaN|–|object/, `${contract}.${item.name}`)
        assert.ok(title.length > 0)
        assert.ok(amount === undefined || typeof amount(args) === 'bigint')
      }
    }
  })
})
