import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventNamesOf, MARKET_CONTRACTS } from '#chain/marketEvents.ts'
import { toCsv } from '../csv.ts'
import {
  convicted,
  funded,
  JOB,
  juryDrawn,
  REQUESTER,
  released,
  settled,
  staked,
} from '../testing/marketEvents.ts'
import { formatEventFilter, parseEventFilter, passesFilter } from './eventFilter.ts'
import { EVENT_NAMES, eventKind } from './eventKinds.ts'
import { eventRecord } from './eventRecord.ts'
import { eventSubjects } from './eventSubjects.ts'

const EVENTS = [
  funded(1, [1_000_000, 500_000]),
  settled(2, [{ index: 1, total: 400_000n }], { net: 390_000n, fee: 10_000n }),
  released(3, 1_100_000n),
  staked(4, 2, 40_000_000n),
  convicted(5, 3, 10_000_000n),
  juryDrawn(6, [4, 5, 6]),
]

function passing(query: string): number[] {
  const filter = parseEventFilter(new URLSearchParams(query))
  return EVENTS.filter((event) => passesFilter(event, filter)).map(({ blockNumber }) =>
    Number(blockNumber),
  )
}

describe('parseEventFilter', () => {
  it('lets everything pass by default, and ignores what it cannot read', () => {
    assert.deepEqual(passing(''), [1, 2, 3, 4, 5, 6])
    assert.deepEqual(passing('type=toString&node=x&from=-1&to=1e9'), [1, 2, 3, 4, 5, 6])
  })

  it('filters by type, node, subject and blocks, and by all at once', () => {
    assert.deepEqual(passing('type=jobs'), [1, 3])
    assert.deepEqual(passing('type=slashes'), [5])
    assert.deepEqual(passing('node=2'), [1, 2, 4])
    assert.deepEqual(passing('node=3'), [5])
    assert.deepEqual(passing('node=6&type=cases'), [6])
    assert.deepEqual(passing(`q=${JOB.toUpperCase().replace('0X', '0x')}`), [1, 2, 3])
    assert.deepEqual(passing(`q=${REQUESTER}`), [1, 3])
    assert.deepEqual(passing('from=2&to=3'), [2, 3])
    assert.deepEqual(passing('node=2&type=payments&to=2'), [2])
  })

  it('comes back from its own text', () => {
    const query = `type=stake&node=2&q=${JOB}&from=1&to=9`
    assert.equal(formatEventFilter(parseEventFilter(new URLSearchParams(query))), query)
    assert.equal(formatEventFilter(parseEventFilter(new URLSearchParams())), '')
  })
})

describe('eventKind', () => {
  it('has words for exactly the events that the contracts have', () => {
    const names = new Set(MARKET_CONTRACTS.flatMap(eventNamesOf))
    assert.deepEqual([...EVENT_NAMES].sort(), [...names].sort())
  })

  it('says what happened with its amounts', () => {
    assert.deepEqual(
      EVENTS.map((event) => eventKind(event.name).say(event.args)),
      [
        '$1.50 locked for 2 nodes',
        '$0.39 to nodes and $0.01 fee for 1 voucher',
        '$1.10 back to the requester',
        '$40.00 put at stake',
        'A token that did not win its race: $10.00 of stake taken',
        'case 1: 3 jurors for the first jury',
      ],
    )
  })
})

describe('eventSubjects', () => {
  it('finds jobs and nodes inside settled rows too, each once', () => {
    const rows = [
      { index: 1, total: 1n },
      { index: 1, total: 2n },
    ]
    const { jobIds, nodeIds } = eventSubjects(settled(1, rows, { net: 2n, fee: 0n }))
    assert.deepEqual([jobIds, nodeIds], [[JOB], [2]])
  })
})

describe('eventRecord', () => {
  it('writes a golden line: nothing shortened, money in both units', () => {
    assert.equal(
      toCsv([eventRecord(EVENTS[3]!)]),
      [
        'time,block,logIndex,transaction,contract,event,jobIds,nodeIds,accounts,caseId,amountMicroDollars,amountDollars,values\r\n',
        '2027-01-15T08:00:40Z,4,0,0x0000000000000000000000000000000000000000000000000000000000000004,NodeStaking,Staked,,2,',
        `0x${'55'.repeat(20)},,40000000,40.00,"{""nodeId"":2,""by"":""0x${'55'.repeat(20)}"",""amount"":""40000000""}"\r\n`,
      ].join(''),
    )
  })
})
