/** One recomputed value beside the published one. */
export type Check = {
  readonly name: string
  readonly ok: boolean
  readonly expected: string
  readonly actual: string
}

/** Returns a check of two values that are equal as text. */
export function checkEqual(
  name: string,
  expected: string | number | bigint | boolean,
  actual: string | number | bigint | boolean,
): Check {
  return { name, ok: expected === actual, expected: String(expected), actual: String(actual) }
}
