import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codeExpert, NO_FUNCTION } from '#runtime/experts/code/codeExpert.ts'
import { drawCalls, passesTests, readSignature, runsAlone } from './runTests.ts'

const PROMPT = 'a function called f that takes a list of numbers and a limit k: sum those above k'
const print = (raw: string, more = '') => codeExpert.finish(raw, PROMPT + more).answer
const TRUTH = print('A- nums above.C sum')

describe('readSignature', () => {
  it('reads the name and the kinds of parameters in both languages', () => {
    const kinds = ['nums', 'num']
    assert.deepEqual(readSignature(TRUTH), { name: 'f', kinds, isPython: false })
    const python = print('A- nums above.C sum', ' in python')
    assert.deepEqual(readSignature(python), { name: 'f', kinds, isPython: true })
    assert.equal(readSignature('482 + 39 = 521'), undefined)
  })
})

describe('drawCalls', () => {
  it('tries empty and single values first, and lists round the constants', () => {
    const calls = drawCalls(['nums'], 'x > 777')
    assert.deepEqual(calls.slice(0, 2), [[[]], [[7]]])
    assert.ok(calls.flat(2).some((value) => Math.abs(Number(value) - 777) <= 1))
  })
})

describe('passesTests', () => {
  it('passes the true function and one that does the same by other means', () => {
    assert.ok(passesTests(TRUTH, TRUTH))
    assert.ok(passesTests(TRUTH.replace('x > k', 'k < x'), TRUTH))
  })

  it('fails another result, another name, another parameter and another language', () => {
    assert.ok(!passesTests(print('A- nums atleast.C sum'), TRUTH))
    assert.ok(!passesTests(print('A- nums above.C'), TRUTH))
    assert.ok(!passesTests(TRUTH.replaceAll('f(', 'g('), TRUTH))
    assert.ok(!passesTests(print('A- nums sum'), TRUTH))
    assert.ok(!passesTests(print('A- nums above.C sum', ' in python'), TRUTH))
  })

  it('asks for no name that the request does not give', () => {
    const unnamed = 'a function that takes a list of numbers: keep the even ones that are positive'
    const [truth, other] = ['-- nums even positive', '-- nums positive even'].map(
      (raw) => codeExpert.finish(raw, unnamed).answer,
    )
    assert.notEqual(readSignature(truth!)!.name, readSignature(other!)!.name)
    assert.ok(passesTests(other!, truth!, unnamed))
    assert.ok(!passesTests(other!, truth!))
  })

  it('fails a function that never ends or reaches for the process', () => {
    assert.ok(!passesTests(TRUTH.replace('  return', '  for (;;) {}\n  return'), TRUTH))
    assert.ok(!passesTests(TRUTH.replace('  return', '  process.exit(1)\n  return'), TRUTH))
  })

  it('fails an answer that is no function', () => {
    assert.ok(!passesTests(NO_FUNCTION, TRUTH))
    assert.ok(!passesTests('', TRUTH))
  })
})

describe('runsAlone', () => {
  it('holds for a function and for the sentence that there is none', () => {
    assert.ok(runsAlone(TRUTH))
    assert.ok(runsAlone(`${NO_FUNCTION} It knows no place for "x".`))
    assert.ok(!runsAlone('function f( {'))
    assert.ok(!runsAlone('{"tool":"set_alarm"}'))
  })
})
