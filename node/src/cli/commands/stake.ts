/** witan stake: registers the node where needed and puts dollars at stake. */

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
import { formatDollars } from '#protocol/units.ts'
import { peerIdOf } from '#transport/peerKey.ts'
import type { Command, CommandContext } from '../context.ts'
import { formatTable } from '../formatTable.ts'
import { readPeerKey } from '../keyFiles.ts'
import { loadSettings } from '../loadSettings.ts'
import { openChain } from '../openChain.ts'
import { openWallet } from '../openWallet.ts'
import { findOwnNode, offersOf, readKeystoreAddress } from '../ownNode.ts'
import { parseAmount } from '../parseAmount.ts'
import { transactionJson } from '../transactionJson.ts'

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
  const amount = parseAmount(options.amount)
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
    readOnly: options.dryRun ?? false,
  })
  const plan = await planOn(chain)
  if (options.dryRun) return printDryRun(context, { chain, plan, owner: address })

  assertOwner(plan, address)
  const question = `${plan.node ? `Add to node ${plan.node.nodeId}` : 'Register a new node with'} ${formatDollars(amount)} dollars of stake from ${address}?`
  if (!(await prompts.confirm(question))) {
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
  done('staked', await stakeWithPermit(chain, { nodeId, amount }))
  return { nodeId, steps }
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
  const { amount, node, offers } = plan
  const balance = await readTokenBalance(chain, owner)
  const steps = [
    ...(node === undefined ? ['register'] : []),
    ...(node !== undefined && !sameOffers(node.offers, offers) ? ['set offers'] : []),
    'stake',
  ]
  output.result(
    {
      dryRun: true,
      nodeId: node?.nodeId ?? null,
      owner,
      balance,
      amount,
      steps,
      enough: balance >= amount,
    },
    formatTable([
      ['would send', steps.join(', ')],
      ['from', owner],
      ['amount', `${formatDollars(amount)} dollars`],
      ['balance', `${formatDollars(balance)} dollars${balance < amount ? ', not enough' : ''}`],
    ]),
  )
  return 0
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
