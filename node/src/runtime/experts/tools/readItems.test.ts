import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDate } from './readDate.ts'
import { readDuration } from './readDuration.ts'
import { readItems } from './readItems.ts'
import { readTime } from './readTime.ts'

describe('readDate', () => {
  const cases = {
    '14 March 2027': '2027-03-14',
    '14th of March 2027': '2027-03-14',
    'the 1st of may': '05-01',
    'March 14, 2027': '2027-03-14',
    'Mar 14th': '03-14',
    '2027-03-14': '2027-03-14',
    '14/3/2027': '2027-03-14',
    '29 February': '02-29',
    tonight: 'today',
    'next Friday': 'next friday',
    'the day after tomorrow': 'the day after tomorrow',
    'this weekend': 'this weekend',
  }
  for (const [text, value] of Object.entries(cases))
    it(`reads ${text}`, () => assert.deepEqual(readDate(text, 0), { end: text.length, value }))

  it('reads no day that no month has', () => {
    for (const text of ['31 April 2027', '29 February 2027', '2027-13-01', '0 May', '45/1/2027'])
      assert.equal(readDate(text, 0), undefined, text)
  })
})

describe('readTime', () => {
  const cases = {
    '3 pm': '15:00',
    '3pm': '15:00',
    '12 am': '00:00',
    '12:30 p.m.': '12:30',
    '7:05': '07:05',
    '23:59': '23:59',
    "7 o'clock": '07:00',
    '8 in the evening': '20:00',
    'half past three': '03:30',
    'quarter to 5 pm': '16:45',
    noon: '12:00',
    midnight: '00:00',
  }
  for (const [text, value] of Object.entries(cases))
    it(`reads ${text}`, () => assert.deepEqual(readTime(text, 0), { end: text.length, value }))

  it('reads a bare hour after "at" alone', () => {
    assert.deepEqual(readTime('lunch at 7 tomorrow', 9), { end: 10, value: '07:00' })
    assert.equal(readTime('look at 7 houses', 8), undefined)
    assert.equal(readTime('buy 7', 4), undefined)
  })

  it('reads no time that no clock shows', () => {
    for (const text of ['25:00', '13 pm', '0 am', '7:65', '7', '3.50'])
      assert.equal(readTime(text, 0), undefined, text)
  })
})

describe('readDuration', () => {
  const cases = {
    '25 minutes': 'PT25M',
    '25-minute': 'PT25M',
    '90 seconds': 'PT90S',
    '1 hour and 30 minutes': 'PT1H30M',
    '2 hours 5 mins': 'PT2H5M',
    'half an hour': 'PT30M',
    'an hour and a half': 'PT1H30M',
    '2 and a half hours': 'PT2H30M',
    '1.5 hours': 'PT1H30M',
    'a quarter of an hour': 'PT15M',
    'three days': 'P3D',
    '2 weeks': 'P14D',
  }
  for (const [text, value] of Object.entries(cases))
    it(`reads ${text}`, () => assert.deepEqual(readDuration(text, 0), { end: text.length, value }))

  it('reads no amount without a unit of time', () => {
    for (const text of ['25', '25 miles', 'an apple'])
      assert.equal(readDuration(text, 0), undefined, text)
  })
})

describe('readItems', () => {
  it('reads words, typed values and signs in order', () => {
    const items = readItems("Book Anna's meeting, on 14 March 2027 at 3 pm!")
    assert.deepEqual(
      items.map(({ kind, value }) => `${kind}:${value}`),
      [
        'text:Book',
        "text:Anna's",
        'text:meeting',
        'sign:,',
        'text:on',
        'date:2027-03-14',
        'text:at',
        'time:15:00',
        'sign:!',
      ],
    )
  })

  it('leaves numbers that are part of a word alone', () => {
    const items = readItems('room 12b, the tenor and 5 more')
    assert.deepEqual(
      items.filter(({ kind }) => kind === 'number').map(({ value }) => value),
      ['5'],
    )
  })

  it('gives every item its place in the text', () => {
    const text = 'remind me – “tomorrow” at 7:30 am…'
    for (const { kind, start, end, value } of readItems(text))
      if (kind === 'text') assert.equal(text.slice(start, end), value)
  })

  it('ends on any text', () => {
    for (const text of ['', '   ', '😀😀', '\u0000', '%%%', 'é', '١٢٣'])
      assert.ok(Array.isArray(readItems(text)))
  })
})
