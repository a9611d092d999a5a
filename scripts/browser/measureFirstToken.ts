import { performance } from 'node:perf_hooks'
import type { World } from './openWorld.ts'
import { ANSWER, connectBurner, failureIn, write } from './requesterSteps.ts'

const MOST_TRIES = 5

/**
 * Returns the time from opening the chat page, which nobody opened before, to its first token on screen (ms): a burner
 * with funds asks. A try in which no node quoted in time, as on a loaded machine, is made again.
 *
 * @throws Error when no try gets a token.
 */
export async function measureFirstToken(world: Pick<World, 'visit'>): Promise<number> {
  await using visitor = await world.visit()
  const { page, context } = visitor
  await page.goto('/chat/')
  await connectBurner(page)
  await page.close()
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const fresh = await context.newPage()
    const startedAt = performance.now()
    await fresh.goto('/chat/')
    await write(fresh, 'What is 12 * 7?')
    await fresh.getByRole('button', { name: 'Send' }).click(ANSWER)
    const article = fresh.getByRole('article').last()
    const token = article.getByTestId('stream').or(article.getByTestId('answer')).first()
    await token.or(failureIn(article)).first().waitFor(ANSWER)
    const tookMs = performance.now() - startedAt
    if ((await failureIn(article).count()) === 0) return tookMs
    await fresh.close()
  }
  throw new Error(`No token came in ${MOST_TRIES} tries.`)
}
