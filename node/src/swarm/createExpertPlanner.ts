import type { Plan, Planner } from './plan.ts'
import { readPlanAnswer } from './readPlanAnswer.ts'

/**
 * Returns a planner that lets a planning expert break up what another planner leaves whole: a request that
 * as one task would go to the planning role. Its plan is taken only when it is one and every role in it is
 * on offer; else the other planner's plan stands.
 *
 * @param options - The other planner, and how a planning expert is asked.
 */
export function createExpertPlanner({ otherwise, ask }: createExpertPlanner.Options): Planner {
  return {
    async plan(request, options): Promise<Plan> {
      const plan = await otherwise.plan(request, options)
      const isWhole = plan.tasks.length === 1 && plan.tasks[0]!.role === 'planning'
      if (!isWhole || request.role !== undefined) return plan
      const tasks = readPlanAnswer(await ask(request.prompt, options), request.prompt)
      if (!tasks?.every(({ role }) => request.offered.includes(role))) return plan
      return { tasks, reason: `The planning expert found ${tasks.length} steps.` }
    },
  }
}

export declare namespace createExpertPlanner {
  type Options = {
    readonly otherwise: Planner
    /** Returns a planning expert's answer to a request. */
    readonly ask: (prompt: string, options: { readonly signal: AbortSignal }) => Promise<string>
  }
}
