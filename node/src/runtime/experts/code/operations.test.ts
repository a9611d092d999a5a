import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { createContext, runInContext } from 'node:vm'
import type { InputKind, OperandKind, Operation, Value } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { printFunction } from './printFunction.ts'
import type { Operand, Program } from './program.ts'
import { runProgram } from './runProgram.ts'

/** Below zero the remainder differs by language, so a list for it holds nothing below zero. */
const INPUTS: Readonly<Record<InputKind, readonly (readonly Value[])[]>> = {
  nums: [[[]], [[4]], [[5, 2, 9, 2, 0, 4, 11, 10]], [[-3, 8, -3, 4, 7]]],
  words: [[[]], [['a']], [['level', 'Kiwi', 'ab', 'banana', 'ab', '', 'a-b']]],
  text: [[''], ['level'], ['Hello big World'], [' a-b-a ']],
  num: [[0], [1], [4], [7], [12]],
  pair: [
    [7, 4],
    [4, 4],
    [2, 8],
  ],
}

const CONSTANTS: Readonly<Record<OperandKind, readonly string[]>> = {
  number: ['4', '2'],
  text: ['a', '-\'"\\'],
}

/** One program of one step; its operands are constants or, named `other`, parameters. */
function programOf(operation: Operation, constants: boolean): Program {
  const operands = operation.operands.map((type, index): Operand => {
    if (constants) return { kind: 'constant', type, value: CONSTANTS[type][index]! }
    return { kind: 'parameter', type, name: `other${index}` }
  })
  const { from: input, to: output } = operation
  return { name: 'tried', input, inputNames: [], steps: [{ operation, operands }], output }
}

function callsOf({ operation, constants }: Case): Value[][] {
  const extra = constants ? [] : operation.operands.map((type) => (type === 'number' ? 3 : 'a'))
  const inputs = INPUTS[operation.from].filter(
    ([list]) => operation.name !== 'modulo' || !Array.isArray(list) || list.every((x) => x >= 0),
  )
  return inputs.map((own) => [...own, ...extra])
}

type Case = { readonly operation: Operation; readonly constants: boolean }

const CASES: readonly Case[] = OPERATIONS.flatMap((operation) =>
  [true, ...(operation.operands.length > 0 ? [false] : [])].map((constants) => ({
    operation,
    constants,
  })),
)

describe('OPERATIONS', () => {
  it('has one operation of a name on each kind of value', () => {
    const keys = OPERATIONS.map(({ from, name }) => `${from} ${name}`)
    assert.equal(new Set(keys).size, keys.length)
  })

  for (const one of CASES) {
    const { operation, constants } = one
    const program = programOf(operation, constants)
    const kind = constants ? '' : ' of a parameter'

    it(`means in JavaScript what it means: ${operation.from} ${operation.name}${kind}`, () => {
      const printed = printFunction(program, 'javascript')
      const context = createContext({ console: { log: () => undefined } })
      runInContext(printed, context, { timeout: 2000 })
      for (const call of callsOf(one)) {
        const result = runInContext(`tried(...${JSON.stringify(call)})`, context, { timeout: 2000 })
        assert.deepEqual(plain(result), plain(runProgram(program, call)), printed)
      }
    })
  }

  it('means in Python what it means, where there is a Python', (test) => {
    const tried = CASES.map((one) => {
      const program = programOf(one.operation, one.constants)
      return { source: printFunction(program, 'python'), program, calls: callsOf(one) }
    })
    const input = JSON.stringify(tried.map(({ source, calls }) => ({ source, calls })))
    const { status, stdout, stderr, error } = spawnSync('python3', ['-c', PYTHON], {
      input,
      encoding: 'utf8',
      timeout: 60_000,
    })
    if (error) return test.diagnostic(`no python3: ${error.message}`)
    assert.equal(status, 0, stderr)
    const results = JSON.parse(stdout) as { value: unknown[] }[]
    for (const [index, { source, program, calls }] of tried.entries())
      for (const [at, call] of calls.entries())
        assert.deepEqual(results[index]!.value[at], plain(runProgram(program, call)), source)
  })
})

const PYTHON = `
import contextlib, io, json, sys
results = []
for case in json.load(sys.stdin):
    names = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(case["source"], names)
    results.append({"value": [names["tried"](*call) for call in case["calls"]]})
print(json.dumps(results))
`

/** Results come from another context, and without the difference of 0 and -0. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
