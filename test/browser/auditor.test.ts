import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { writeReceipts } from '#cli/receiptsFile.ts'
import { openWorld, type World } from '../../scripts/browser/openWorld.ts'
import { seedMarket } from '../../scripts/browser/seedMarket.ts'

type ReceiptsJson = {
  readonly jobId: string
  readonly receipts: { readonly receipt: { amount: string; nodeId: number } }[]
}

/** A mark stands before the words of a chip. */
const chip = (words: string) => new RegExp(`^\\W*${words}$`)

describe('auditor, with no wallet', () => {
  let world: World
  let receipts: ReceiptsJson

  before(async () => {
    world = await openWorld({ nodes: [['math']] })
    const file = join(world.devnet.folder, 'receipts.json')
    await writeReceipts(file, await seedMarket(world.devnet))
    receipts = JSON.parse(await readFile(file, 'utf8')) as ReceiptsJson
  })
  after(() => world[Symbol.asyncDispose]())

  it('follows a job from the feed to its settlement and its recomputed receipts', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    const { jobId } = receipts

    await page.goto('/audit/')
    await page.getByLabel('Type').selectOption('Payments')
    const settlement = page.getByRole('row', { name: /Vouchers settled/ })
    await settlement.getByTitle(jobId).waitFor()
    await settlement.getByRole('link').last().click()

    await page.getByRole('heading', { name: 'JobEscrow.settle', exact: true }).waitFor()
    await page.getByText('confirmed').waitFor()
    await page.getByRole('heading', { name: 'JobEscrow.Settled' }).waitFor()

    await page.goto('/audit/')
    await page.getByRole('textbox', { name: 'Job id', exact: true }).fill(jobId)
    await page.getByRole('button', { name: 'Verify', exact: true }).first().click()
    await page.getByText('all checks hold').waitFor()
    await page.getByText(`witan audit ${jobId}`).waitFor()

    await page.goto('/receipt/')
    await page.getByLabel('Receipts as JSON').fill(JSON.stringify(receipts))
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText(chip('valid')).waitFor()
    await page.getByRole('list', { name: 'Checks of the job' }).waitFor()
    assert.equal(await page.getByText(chip('fail')).count(), 0)
    assert.ok((await page.getByText(chip('pass')).count()) > 20)

    watch.assertClean()
  })

  it('keeps receipts in a link that no server is sent, and finds a change in them', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    const sent: string[] = []
    page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')))
    const [first] = receipts.receipts
    const forged = structuredClone({ ...receipts, receipts: [first!] })
    forged.receipts[0]!.receipt.amount = '49999'

    await page.goto('/receipt/')
    await page.getByLabel('Receipts as JSON').fill(JSON.stringify(forged))
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText(chip('unknown signer')).waitFor()
    await page.waitForURL(/#r=/)
    await page.reload()
    await page.getByText(chip('unknown signer')).waitFor()
    const list = page.getByRole('list', { name: 'Checks of the receipt' })
    const failed = list.getByRole('listitem').filter({ has: page.getByText(chip('fail')) })
    await failed.filter({ hasText: 'signer is a key of the node' }).waitFor()
    await failed.filter({ hasText: 'amount is the cost at an offered price' }).waitFor()

    const packed = new URL(page.url()).hash.slice(3, 43)
    assert.ok(packed.length === 40 && sent.length > 0)
    assert.ok(sent.every((text) => !text.includes('49999') && !text.includes(packed)))
    watch.assertClean()
  })

  it('refuses what is no file of receipts, in words', async () => {
    await using visitor = await world.visit()
    const { page } = visitor
    await page.goto('/receipt/')
    await page.getByLabel('Receipts as JSON').fill('{"version":1}')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByRole('alert').getByText('This is not a file of receipts').waitFor()
  })

  it('exports the events of the filter with their block range', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto(`/audit/?q=${receipts.jobId}`)
    await page.getByRole('row', { name: /Job released/ }).waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])

    assert.match(download.suggestedFilename(), /^witan-events-blocks-\d+-\d+\.csv$/)
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    assert.deepEqual(
      lines.map((line) => line.split(',')[5]),
      ['event', 'JobReleased', 'Settled', 'JobFunded'],
    )
    watch.assertClean()
  })

  it('recomputes the bytecode of every contract and reads what they are set to', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/contracts/')
    await page.getByText('bytecode matches').nth(3).waitFor()
    assert.equal(await page.getByText('bytecode differs').count(), 0)
    await page.getByRole('row', { name: /FEE_BPS.*2\.5%/ }).waitFor()
    watch.assertClean()
  })

  it('reads nodes, what one earned, and the market in figures', async () => {
    await using visitor = await world.visit()
    const { page, watch } = visitor
    await page.goto('/nodes/')
    await page.getByRole('row', { name: /takes jobs/ }).waitFor()
    await page.getByRole('link', { name: 'node 1' }).click()

    await page.getByRole('heading', { name: 'Node 1' }).waitFor()
    await page.getByRole('img', { name: /Earned in all/ }).waitFor()
    await page.getByRole('button', { name: 'View as table' }).click()
    await page.getByRole('table', { name: 'Earned in all' }).waitFor()
    await page.getByRole('table', { name: 'Payments by job' }).getByTitle(receipts.jobId).waitFor()

    await page.goto('/stats/')
    await page.getByText('Every settlement was recomputed').waitFor()
    await page.getByRole('img', { name: /Concentration of stake/ }).waitFor()
    watch.assertClean()
  })

  it('says what to do where there is nothing: an unknown transaction, node or job', async () => {
    await using visitor = await world.visit()
    const { page } = visitor
    await page.goto(`/tx/?hash=0x${'12'.repeat(32)}`)
    await page.getByText('The chain knows no such transaction').waitFor()
    await page.goto('/node/?id=77')
    await page.getByText('Node 77 was never registered').waitFor()
    await page.goto(`/audit/?job=0x${'12'.repeat(20)}`)
    await page.getByRole('alert').getByText('The chain knows no job').waitFor()
    await page.goto(`/audit/?node=77`)
    await page.getByText('No event passes this filter').waitFor()
  })
})
