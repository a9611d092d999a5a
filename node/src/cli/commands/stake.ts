/** witan stake: registers the node where needed, publishes its offers, and puts dollars at stake. */

import type { Chain } from '#chain/chain.ts'
import { encodeRegister } from '#chain/encodeRegister.ts'
import { encodeStake, type UnsignedCall } from '#chain/encodeStake.ts'
import type { Offer } from '#chain/offer.ts'
import type { OnChainNode } from '#chain/onChainNode.ts'
import { readNode } from '#chain/readNode.ts'
import { readTokenBalance } from '#chain/readTokenBalance.ts'
import { registerNode } from '#chain/registerNode.ts'
import type { Transaction } from '#chain/sendCall.ts'
import { setOffers } from '#chain/setOffers.ts'
import { stakeWithPermit } from '#chain/stakeWithPermit.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address, NodeId } from '#protocol/ids.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { peerIdOf } from '#transport/peerKey.ts'
import type { Command, CommandContext } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { readPeerKey } from '../keyFiles.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { openWallet } from '../openWallet.ts'
import { findOwnNode, offersOf, readKeystoreAddress } from '../ownNode.ts'
import { hasPassword } from '../readPassword.ts'
import { transactionJson } from '../transactionJson.ts'
import { type Trial, trialJson, trialRow, tryStep } from '../trial.ts'

export type StakeOptions = {
  readonly amount: string
  readonly ownerKeystore?: string
  readonly unsigned?: boolean
  readonly dryRun?: boolean
}

/** What is to be done for a node. */
type Plan = {
  readonly amount: bigint
  readonly signer: Address
  readonly peerId: string
  readonly offers: readonly Offer[]
  /** The node, where it is registered already. */
  readonly node: OnChainNode | undefined
}

type Step = { readonly purpose: string; readonly transaction: Transaction }

export const stake: Command<StakeOptions> = async (context, options) => {
  const { output, prompts } = context
  // nothing to stake is a way to publish the offers
  const amount = parseDollars(options.amount)
  const { config } = loadSettings(context)
  const signer = await readKeystoreAddress(config.keystore.path)
  const peerId = peerIdOf(await readPeerKey(config.dataDir))
  const offers = await offersOf(config)
  const planOn = async (chain: Chain): Promise<Plan> => {
    const node = await findOwnNode(chain, signer)
    return { amount, signer, peerId, offers, node }
  }

  if (options.unsigned) {
    const chain = await openChain(config)
    return printUnsigned(context, chain, await planOn(chain))
  }
  const { chain, address } = await openWallet(context, config, {
    keystore: options.ownerKeystore,
    name: 'owner wallet',
    // a permit is signed where the password is at hand; nobody is asked for it
    readOnly: (options.dryRun ?? false) && !hasPassword(context),
  })
  const plan = await planOn(chain)
  if (options.dryRun) return printDryRun(context, { chain, plan, owner: address })

  assertOwner(plan, address)
  if (!(await prompts.confirm(questionOf(plan, address)))) {
    throw new WitanError('ABORTED', 'Nothing was sent.')
  }
  const { nodeId, steps } = await send(context, chain, plan)
  const now = await readNode(chain, nodeId)
  if (now === undefined) throw new WitanError('INTERNAL', `Node ${nodeId} vanished.`)

  output.result(
    {
      nodeId,
      registered: plan.node === undefined,
      staked: amount,
      stake: now.stake,
      room: now.room,
      transactions: steps.map(({ purpose, transaction }) => ({
        purpose,
        ...transactionJson(transaction),
      })),
    },
    formatTable([
      ['node', String(nodeId)],
      ...steps.map(({ purpose, transaction }) => [purpose, transaction.txHash]),
      ['stake', `${formatDollars(now.stake)} dollars`],
      ['room for jobs', `${formatDollars(now.room)} dollars`],
    ]),
  )
  return 0
}

/** Registers, renews the offers where they changed, and stakes. */
async function send(
  { output }: CommandContext,
  chain: Chain,
  { amount, signer, peerId, offers, node }: Plan,
): Promise<{ nodeId: NodeId; steps: readonly Step[] }> {
  const steps: Step[] = []
  const done = (purpose: string, transaction: Transaction) => {
    steps.push({ purpose, transaction })
    output.note(`${purpose}: ${transaction.txHash}`)
  }

  let nodeId = node?.nodeId
  if (nodeId === undefined) {
    const registered = await registerNode(chain, { signer, peerId, offers })
    nodeId = registered.nodeId
    done('registered', registered)
  } else if (!sameOffers(node!.offers, offers)) {
    done('offers changed', await setOffers(chain, { nodeId, offers }))
  }
  if (amount > 0n) done('staked', await stakeWithPermit(chain, { nodeId, amount }))
  return { nodeId, steps }
}

function questionOf({ node, amount }: Plan, address: Address): string {
  const dollars = `${formatDollars(amount)} dollars of stake from ${address}`
  if (node === undefined) return `Register a new node with ${dollars}?`
  if (amount === 0n) return `Publish the offers of node ${node.nodeId} as they are configured?`
  return `Add to node ${node.nodeId} ${dollars}?`
}

function printUnsigned({ output }: CommandContext, chain: Chain, plan: Plan): number {
  const { amount, node } = plan
  const calls: (UnsignedCall & { purpose: string })[] = []
  if (node === undefined) {
    calls.push({ purpose: 'register the node', ...encodeRegister(chain, plan) })
    output.note('Send this from the owner wallet, then run the same command again for the stake.')
  } else {
    const { approve, stake } = encodeStake(chain, { nodeId: node.nodeId, amount })
    calls.push({ purpose: 'approve the stake', ...approve }, { purpose: 'stake', ...stake })
    output.note('Send these from the owner wallet, in this order.')
  }
  output.result(
    { unsigned: calls.map((call) => ({ chainId: chain.deployment.chainId, value: '0', ...call })) },
    calls.map(({ purpose, to, data }) => `${purpose}\n  to    ${to}\n  data  ${data}`).join('\n'),
  )
  return 0
}

async function printDryRun(
  { output }: CommandContext,
  { chain, plan, owner }: { chain: Chain; plan: Plan; owner: Address },
): Promise<number> {
  const { amount, node } = plan
  const balance = await readTokenBalance(chain, owner)
  assertOwner(plan, owner)
  const enough = balance >= amount
  const trials = await tryAll(chain, { plan, owner, enough })
  output.result(
    {
      dryRun: true,
      nodeId: node?.nodeId ?? null,
      owner,
      balance,
      amount,
      steps: trials.map(({ step }) => step),
      simulated: trials.map(trialJson),
      enough,
    },
    formatTable([
      ['would send', trials.length === 0 ? 'nothing' : trials.map(({ step }) => step).join(', ')],
      ['from', owner],
      ['amount', `${formatDollars(amount)} dollars`],
      ['balance', `${formatDollars(balance)} dollars${enough ? '' : ', not enough'}`],
      ...trials.map(trialRow),
    ]),
  )
  return 0
}

/** Tries each step that would be sent, as far as it can be tried before the one before it is done. */
async function tryAll(
  chain: Chain,
  { plan, owner, enough }: { plan: Plan; owner: Address; enough: boolean },
): Promise<readonly Trial[]> {
  const { amount, node, offers } = plan
  const attempt = (step: string, act: (on: Chain) => Promise<unknown>) =>
    tryStep(chain, step, { from: owner, act })
  const trials: Trial[] = []
  if (node === undefined) trials.push(await attempt('register', (on) => registerNode(on, plan)))
  else if (!sameOffers(node.offers, offers)) {
    trials.push(await attempt('set offers', (on) => setOffers(on, { ...node, offers })))
  }
  if (amount === 0n) return trials
  const step = 'stake'
  if (node === undefined) trials.push({ step, skipped: 'the node is not registered yet' })
  else if (!enough) trials.push({ step, skipped: 'the balance is too low' })
  else if (chain.account === undefined) {
    trials.push({ step, skipped: 'its permit needs the wallet; give --password-file' })
  } else {
    const { nodeId } = node
    trials.push(await attempt(step, (on) => stakeWithPermit(on, { nodeId, amount })))
  }
  return trials
}

/** Stake in a node of somebody else could be taken out by them alone. */
function assertOwner({ node }: Plan, address: Address): void {
  if (node === undefined || node.owner === address) return
  throw new WitanError(
    'CONFIG_INVALID',
    `Node ${node.nodeId} belongs to ${node.owner}, not to ${address}. Name its owner's keystore with --owner-keystore.`,
    { meta: { nodeId: node.nodeId, owner: node.owner } },
  )
}

function sameOffers(a: readonly Offer[], b: readonly Offer[]): boolean {
  const text = (offers: readonly Offer[]) =>
    offers
      .map(({ modelId, role, pricePer1kInputBytes, pricePer1kOutputTokens, concurrency, modes }) =>
        [modelId, role, pricePer1kInputBytes, pricePer1kOutputTokens, concurrency, modes].join(),
      )
      .sort()
      .join(';')
  return text(a) === text(b)
}
