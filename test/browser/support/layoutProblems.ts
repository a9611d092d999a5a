/** What a machine can say against a page: rules of accessibility, and that it is wider than its window. */

import axe from 'axe-core'
import type { Page } from 'playwright-core'

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const THEMES = ['light', 'dark'] as const
const WIDTHS = [390, 768, 1280]

/** Returns what is wrong with the page that is open, in both themes of the system and at each width, in words. */
export async function layoutProblems(page: Page): Promise<readonly string[]> {
  // once for all: half a megabyte of rules takes longer to read than to apply
  await page.evaluate(axe.source)
  const problems: string[] = []
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme })
    await page.waitForFunction(
      (shown) => document.documentElement.dataset['theme'] === shown,
      theme,
    )
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      const found = await page.evaluate(inspect, STANDARD)
      problems.push(...found.map((problem) => `${theme} at ${width}: ${problem}`))
    }
  }
  return problems
}

/** Runs in the page. */
async function inspect(tags: readonly string[]): Promise<readonly string[]> {
  // charts measure their new room one frame later, and draw in the next
  for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
  const { scrollWidth, clientWidth } = document.documentElement
  const wide =
    scrollWidth > clientWidth ? [`scrolls sideways, ${scrollWidth} in ${clientWidth}`] : []
  const { axe } = window as unknown as { axe: typeof import('axe-core') }
  const { violations } = await axe.run({
    runOnly: { type: 'tag', values: [...tags] },
    resultTypes: ['violations'],
  })
  return [
    ...wide,
    ...violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    ),
  ]
}
