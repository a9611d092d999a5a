import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { advanceCase } from '#chain/advanceCase.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { auditConviction } from '#client/auditConviction.ts'
import { type Hex, toHex } from '#protocol/bytes.ts'
import { keccak256Hex } from '#protocol/hash.ts'
import { type CourtMarket, openCourtMarket } from '#testing/courtMarket.ts'
import { decodeEvidence } from '#verification/evidence.ts'
import { proveFault } from '#verification/proveFault.ts'
import { type CourtDapp, openCourtWorld } from '../../scripts/browser/openCourtWorld.ts'
import { connectWallet, openPlace } from '../../scripts/browser/openPlace.ts'

/** A mark stands before the words of a chip. */
const chip = (words: string) => new RegExp(`^\\W*${words}$`)
const HOUR = 3_600

describe('court', () => {
  let world: CourtDapp
  let market: CourtMarket
  let proof: Hex
  before(async () => {
    world = await openCourtWorld()
    market = await openCourtMarket(world, world.localChain.accounts.slice(1))
    proof = (await market.convict()).txHash
  })
  after(() => world[Symbol.asyncDispose]())

  it('leads from a slash in the feed to the race that was lost, run again with no wallet', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await openPlace(page, '/audit/')
    await page.getByLabel('Type').selectOption('Faults and slashes')
    const proven = page.getByRole('row', { name: /Fault proven/ })
    await proven.getByRole('link', { name: 'proof' }).click()

    await page.getByRole('heading', { name: 'Proven fault' }).waitFor()
    await allHold(page)
    assert.equal(await page.getByText(chip('fail')).count(), 0)
    assert.ok((await page.getByText(chip('pass')).count()) >= 14)
    const race = page.getByRole('table', { name: 'Candidates, best score first' })
    await race.getByRole('row', { name: /wins/ }).waitFor()
    await race.getByRole('row', { name: /signed/ }).waitFor()
    await page.getByText(`witan audit ${proof}`).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the evidence' }).click(),
    ])
    const bytes = await readFile(await download.path())
    const evidence = decodeEvidence(bytes, keccak256Hex(bytes))
    assert.deepEqual(proveFault(evidence, new Set()), { proven: true })

    await page
      .getByRole('link', { name: /^node \d+$/ })
      .first()
      .click()
    const record = page.getByRole('table', { name: /^Convictions of node/ })
    await record.getByRole('link', { name: 'proof' }).waitFor()
    await allHold(page)
    watch.assertClean()
  })

  it('believes no transaction: one that was altered on its way fails the checks', async () => {
    const { evidence } = await auditConviction(market.requester, proof)
    const seed = toHex(evidence!.seed).slice(2)
    await using visitor = await world.visit()
    const { page, context } = visitor
    await context.route(`${world.localChain.rpcUrl}/**`, async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replaceAll(seed, 'ab'.repeat(32))
      await route.fulfill({ response, body })
    })
    await page.goto(`/case/?proof=${proof}`)

    const checks = page.getByRole('list', { name: 'Checks of the proof' })
    const failed = checks.getByRole('listitem').filter({ has: page.getByText(chip('fail')) })
    await failed.filter({ hasText: 'hash of the seed' }).waitFor()
  })

  it('takes a case through every phase from the page, to an appeal and its verdict', async () => {
    const account = world.localChain.accounts.at(-1)!
    await mintTestDollars(market.requester, { to: account.address, amount: 50_000_000n })
    const { caseId } = await market.accuse()
    await world.passTime(1)
    await using visitor = await world.visit({ account })
    const { page, watch } = visitor
    await openPlace(page, `/case/?id=${caseId}`)
    const phases = page.getByRole('list', { name: 'Phases of the case' })
    await current(phases, 'A jury is drawn')
    await connectWallet(page)

    await page.getByRole('button', { name: 'Fix the randomness' }).click()
    await page.getByRole('button', { name: 'Draw the jury' }).click()
    await current(phases, 'Jurors commit to sealed votes')
    await page
      .getByRole('table', { name: 'Jurors of level 0' })
      .getByText('none yet')
      .first()
      .waitFor()
    const votes = await market.commitVotes(caseId, false)
    await page.getByRole('button', { name: 'Go on to opening the votes' }).click()
    await current(phases, 'Votes are opened')
    await market.revealVotes(votes)
    await page.getByRole('button', { name: 'Count the votes' }).click()
    await current(phases, 'The verdict can be appealed')
    await page.getByText('0 guilty, 3 not guilty').waitFor()

    await page.getByRole('button', { name: /^Appeal for \$/ }).click()
    await page.getByText('jury 2 of at most 3').waitFor()
    await market.drawJury(caseId)
    const appealed = await market.commitVotes(caseId, true)
    await advanceCase(market.requester, { caseId })
    await market.revealVotes(appealed)
    await page.getByRole('button', { name: 'Count the votes' }).click()
    await current(phases, 'The verdict can be appealed')
    await page.getByText('An appeal is still possible.').waitFor()
    await world.passTime(HOUR)
    await page.getByRole('button', { name: 'Close the case' }).click()

    await page.getByRole('main').getByText('closed', { exact: true }).first().waitFor()
    await allHold(page)
    await page.getByText(`witan audit case:${caseId}`).waitFor()
    const bonds = page.getByRole('table', { name: `Bonds of case ${caseId}` })
    assert.equal(await bonds.getByText('given back').count(), 2)
    watch.assertClean()
  })

  it('says before the wallet opens why a case cannot move on yet', async () => {
    const { caseId } = await market.accuse()
    await using visitor = await world.visit({ account: world.localChain.accounts.at(-2)! })
    const { page } = visitor
    await openPlace(page, `/case/?id=${caseId}`)
    await connectWallet(page)
    // no block has come since the accusation, so the beacon's round is not there yet
    await page.getByRole('button', { name: 'Fix the randomness' }).click()
    await page.getByRole('alert').getByText('Nothing changed.').waitFor()
    const sent = visitor.wallet!.calls.filter(({ method }) => method === 'eth_sendTransaction')
    assert.deepEqual(sent, [])
  })

  it('draws the duties of a verifier again, and shows a probe from the feed on', async () => {
    const { verifierId, epoch, index } = await market.probe()
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await openPlace(page, '/audit/?event=ProbeReported')
    await page.getByRole('link', { name: `probe ${index}` }).click()

    await page.getByRole('heading', { name: `Probe ${index}`, exact: true }).waitFor()
    await allHold(page)
    await page.getByText(`probe ${index}: was committed to before the draw`).waitFor()
    await page.getByText(`witan audit probe:${verifierId}-${epoch}`).waitFor()
    await openPlace(page, '/probe/')
    await page.getByRole('link', { name: /^epoch/ }).click()
    await allHold(page)
    watch.assertClean()
  })

  it('filters the feed by phase, case and hash', async () => {
    await using visitor = await world.visit()
    const { page } = visitor
    await openPlace(page, '/audit/?type=cases&q=case 1')
    await page.getByRole('row', { name: /Case opened/ }).waitFor()
    await page.getByLabel('Event', { exact: true }).selectOption('Case ruled')
    await page
      .getByRole('row', { name: /Case ruled/ })
      .first()
      .waitFor()
    await page.getByRole('row', { name: /Case opened/ }).waitFor({ state: 'detached' })
    await openPlace(page, `/audit/?q=${proof}`)
    await page.getByRole('row', { name: /Fault proven/ }).waitFor()
  })

  it('says what to do where there is nothing', async () => {
    await using visitor = await world.visit()
    const { page } = visitor
    for (const [path, words] of [
      ['/case/?id=99', 'There is no case 99'],
      ['/case/?id=x', 'This is no case number'],
      ['/case/?proof=0x12', 'This is no transaction hash'],
      [`/case/?proof=0x${'12'.repeat(32)}`, 'This transaction punished no node'],
      ['/probe/?id=x', 'This names no probe'],
      ['/probe/?id=1-1', 'committed to no probes for epoch 1'],
    ] as const) {
      await page.goto(path)
      await page.getByText(words).first().waitFor()
    }
  })
})

async function allHold(page: Page): Promise<void> {
  await page.getByText('all checks hold').first().waitFor()
}

async function current(phases: Locator, title: string): Promise<void> {
  await phases.locator('[aria-current=step]').getByText(title).waitFor()
}
