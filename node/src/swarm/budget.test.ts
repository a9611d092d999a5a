import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isWitanError } from '#protocol/errors.ts'
import { parseNodeId } from '#protocol/ids.ts'
import { MAX_ALLOCATIONS } from '#protocol/limits.ts'
import { allocateBudget, type TaskCost } from './budget.ts'

const cost = (nodeId: number, maxCost: bigint) => ({ nodeId: parseNodeId(nodeId), maxCost })

describe('allocateBudget', () => {
  it('funds primaries first, then a stand-by per task as far as the money reaches', () => {
    const budget = allocateBudget(
      [
        { taskId: '1', primary: cost(1, 100n), standBys: [cost(2, 90n)] },
        { taskId: '2', primary: cost(3, 50n), standBys: [cost(4, 500n), cost(5, 60n)] },
      ],
      310n,
    )

    assert.deepEqual(budget, {
      allocations: [
        { nodeId: 1, cap: 100n },
        { nodeId: 3, cap: 50n },
        { nodeId: 2, cap: 90n },
        { nodeId: 5, cap: 60n },
      ],
      total: 300n,
      required: 150n,
      standBys: { 1: 2, 2: 5 },
    })
  })

  it('adds the tasks of one node up to one cap', () => {
    const { allocations } = allocateBudget(
      [
        { taskId: '1', primary: cost(1, 100n), standBys: [] },
        { taskId: '2', primary: cost(1, 50n), standBys: [] },
      ],
      150n,
    )

    assert.deepEqual(allocations, [{ nodeId: 1, cap: 150n }])
  })

  it('refuses with BUDGET_TOO_LOW, what is required and what was given', () => {
    assert.throws(
      () => allocateBudget([{ taskId: '1', primary: cost(1, 2_500_000n), standBys: [] }], 1n),
      (error) =>
        isWitanError(error, 'BUDGET_TOO_LOW') &&
        error.meta['required'] === 2_500_000n &&
        error.meta['given'] === 1n &&
        error.message.includes('2.50 dollars'),
    )
  })

  it('property: caps never add up to more than the budget and cover every funded node', () => {
    const amount = fc.bigInt({ min: 1n, max: 1n << 47n })
    const anyCost = fc
      .tuple(fc.integer({ min: 1, max: 60 }), amount)
      .map(([id, max]) => cost(id, max))
    const anyTasks = fc.array(
      fc.record({ primary: anyCost, standBys: fc.array(anyCost, { maxLength: 4 }) }),
      { minLength: 1, maxLength: 16 },
    )
    fc.assert(
      fc.property(anyTasks, fc.bigInt({ min: 0n, max: 1n << 48n }), (list, maxBudget) => {
        const tasks: TaskCost[] = list.map((task, i) => ({ taskId: String(i), ...task }))
        let budget: ReturnType<typeof allocateBudget>
        try {
          budget = allocateBudget(tasks, maxBudget)
        } catch (error) {
          const required = tasks.reduce((sum, task) => sum + task.primary.maxCost, 0n)
          assert.ok(isWitanError(error, 'BUDGET_TOO_LOW') && required > maxBudget)
          return
        }
        assert.ok(budget.total <= maxBudget)
        assert.equal(
          budget.allocations.reduce((sum, { cap }) => sum + cap, 0n),
          budget.total,
        )
        assert.ok(budget.allocations.length <= MAX_ALLOCATIONS)
        const caps = new Map(budget.allocations.map(({ nodeId, cap }) => [nodeId, cap]))
        for (const { taskId, primary } of tasks) {
          assert.ok(caps.get(primary.nodeId)! >= primary.maxCost)
          const standBy = budget.standBys[taskId]
          assert.ok(standBy === undefined || caps.has(standBy))
        }
      }),
    )
  })
})
