import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { toCsv, toNdjson } from './csv.ts'

describe('toCsv', () => {
  it('quotes what must be quoted and writes bigints in full', () => {
    const csv = toCsv([{ name: 'a "b", c', amount: 12_345_678_901_234_567_890n, ok: true }])
    assert.equal(csv, 'name,amount,ok\r\n"a ""b"", c",12345678901234567890,true\r\n')
  })

  it('has a column for every key of every record', () => {
    assert.equal(toCsv([{ a: 1 }, { b: 2 }]), 'a,b\r\n1,\r\n,2\r\n')
  })

  it('keeps a sheet from running a text, and leaves numbers alone', () => {
    assert.equal(toCsv([{ text: '=1+1', number: -5 }]), "text,number\r\n'=1+1,-5\r\n")
  })
})

describe('toNdjson', () => {
  it('writes one object per line, amounts as text', () => {
    assert.equal(toNdjson([{ a: 1n }, { a: 'x' }]), '{"a":"1"}\n{"a":"x"}\n')
  })
})
