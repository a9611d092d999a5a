import { utf8 } from '#protocol/bytes.ts'
import type { Task } from './plan.ts'

/** Most bytes of an earlier answer that go into a later task: bounds its price before the answer is known. */
export const MAX_INPUT_ANSWER_BYTES = 2048

/** Returns what an expert is asked: the task's text, then the answers it depends on, each cut to a bound. */
export function renderTaskText(task: Task, inputs: readonly string[]): string {
  return [task.text, ...inputs.map(cut)].join('\n\n')
}

/** Returns the most UTF-8 bytes that renderTaskText can give for a task. */
export function maxTaskBytes(task: Task): number {
  return utf8(task.text).length + task.dependsOn.length * (2 + MAX_INPUT_ANSWER_BYTES)
}

function cut(answer: string): string {
  const bytes = utf8(answer)
  if (bytes.length <= MAX_INPUT_ANSWER_BYTES) return answer
  let end = MAX_INPUT_ANSWER_BYTES
  // never through the middle of a character: bytes 10xxxxxx continue one
  while (end > 0 && (bytes[end]! & 0xc0) === 0x80) end--
  return new TextDecoder().decode(bytes.subarray(0, end))
}
