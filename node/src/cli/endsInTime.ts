/**
 * Returns whether work ended by itself in time; it is left to itself when not.
 *
 * @param ms - Longest wait, milliseconds.
 */
export async function endsInTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), ms)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
