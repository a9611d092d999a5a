import type { Link } from './linkWords.ts'

/** A task by its link to the text before it and the tasks before it that it speaks of, by index. */
export type LinkedTask = { readonly link: Link; readonly speaksOf: readonly number[] }

/**
 * Returns for each task the tasks it waits for, by index. The rules of the language:
 * tasks joined by "and" form a stage; "then" begins a stage whose tasks wait for the ends of the last one;
 * "also" and a new sentence wait for nothing; "before you" and "but first" turn the order round. A task
 * that speaks of earlier answers waits for those, and unless "then" joins it, for nothing else.
 * There is never a circle: what a link says comes before what a task speaks of.
 */
export function linkTasks(tasks: readonly LinkedTask[]): number[][] {
  const waits: Set<number>[] = tasks.map(() => new Set())
  const reaches = (from: number, to: number): boolean =>
    from === to || [...waits[from]!].some((next) => reaches(next, to))
  const wait = (task: number, other: number): void => {
    if (task in tasks && other in tasks && !reaches(other, task)) waits[task]!.add(other)
  }
  for (const [task, { link }] of tasks.entries()) {
    if (link === 'before') wait(task, task + 1)
    if (link === 'later') wait(task - 1, task)
    if (link === 'result' || tasks[task - 1]?.link === 'after') wait(task, task - 1)
  }
  let base: readonly number[] = []
  let members: number[] = []
  let followsStage = false
  for (const [task, { link, speaksOf }] of tasks.entries()) {
    if (link === 'next') {
      const inner = new Set(members.flatMap((member) => [...waits[member]!]))
      base = members.filter((member) => !inner.has(member))
      members = []
    }
    const joins = link === 'and' || link === 'comma' || link === 'none'
    if (!joins) followsStage = link === 'next'
    if (link === 'next' || (joins && followsStage && speaksOf.length === 0))
      for (const other of base) wait(task, other)
    for (const other of speaksOf) wait(task, other)
    members.push(task)
  }
  return waits.map((others) => [...others])
}
