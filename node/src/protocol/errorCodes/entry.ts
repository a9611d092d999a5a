/** A row of the catalogue of errors. */

export type ErrorEntry = {
  /** What happened, one sentence. */
  readonly sentence: string
  /** What the reader can do about it. */
  readonly remedy: string
  /** 2 usage, 3 config or keys, 4 chain unreachable, 5 reverted, 6 timeout, 7 verification failed, 8 node or peer. */
  readonly exitCode: 2 | 3 | 4 | 5 | 6 | 7 | 8
}

/** Returns a row of the catalogue. */
export const entry = (
  exitCode: ErrorEntry['exitCode'],
  sentence: string,
  remedy: string,
): ErrorEntry => ({
  sentence,
  remedy,
  exitCode,
})
