/** EIP-2612 permits for what our contracts take from an account. */

import { erc20Abi, parseSignature } from 'viem'
import type { Hex } from '#protocol/bytes.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { formatDollars } from '#protocol/units.ts'
import { accountOf, type Chain, type LocalAccount, type Writer, writerOf } from './chain.ts'
import { chainError } from './errors.ts'
import { testDollarAbi } from './generated/testDollar.ts'
import { reading } from './reading.ts'

export type Permit = {
  /** Unix seconds. */
  readonly deadline: bigint
  readonly v: number
  readonly r: Hex
  readonly s: Hex
}

/** A permit is used in the same minute; an hour covers a slow wallet and a clock that is off. */
const PERMIT_SECONDS = 3600n

const PERMIT_TYPES = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

/**
 * Returns the account's permit for a spender.
 *
 * @param chain - Handle with an account.
 * @param wanted - Token, spender and amount in the token's smallest unit.
 * @throws {WitanError} ABORTED when the wallet refuses; CONTRACT_MISSING when the token has no permits.
 */
export async function signPermit(
  chain: Chain,
  { token, spender, amount }: { token: Address; spender: Address; amount: bigint },
): Promise<Permit> {
  const owner = accountOf(chain)
  const [domain, nonce, block] = await reading(chain, (reader) =>
    Promise.all([
      readDomain(chain, token),
      reader.readContract({
        abi: testDollarAbi,
        address: token,
        functionName: 'nonces',
        args: [owner],
      }),
      reader.getBlock(),
    ]),
  )
  // The chain's clock counts, and that of a local chain may be ahead of ours.
  const deadline = block.timestamp + PERMIT_SECONDS
  const writer = writerOf(chain)
  const parameters = {
    domain: { ...domain, chainId: chain.deployment.chainId, verifyingContract: token },
    types: PERMIT_TYPES,
    primaryType: 'Permit',
    message: { owner, spender, value: amount, nonce, deadline },
  } as const
  const signature = await signWith(writer, parameters).catch((error: unknown) => {
    throw chainError(error, chain.connection.where)
  })
  const { r, s, yParity } = parseSignature(signature)
  return { deadline, v: 27 + yParity, r, s }
}

type PermitMessage = Parameters<LocalAccount['signTypedData']>[0]

async function signWith(writer: Writer, parameters: PermitMessage): Promise<Hex> {
  switch (writer.kind) {
    case 'key':
      return await writer.account.signTypedData(parameters)
    case 'wallet':
      return await writer.client.signTypedData({ ...parameters, account: writer.client.account })
    case 'simulation':
      if (writer.signer !== undefined) return await writer.signer.signTypedData(parameters)
      throw new WitanError(
        'CONFIG_INVALID',
        `A permit needs the signature of ${writer.address}, and its key is not open.`,
      )
  }
}

/** Throws INSUFFICIENT_FUNDS when the account holds less of a token than it is about to pay. */
export async function assertTokenBalance(
  chain: Chain,
  token: Address,
  amount: bigint,
): Promise<void> {
  const account = accountOf(chain)
  const balance = await reading(chain, (reader) =>
    reader.readContract({
      abi: erc20Abi,
      address: token,
      functionName: 'balanceOf',
      args: [account],
    }),
  )
  if (balance >= amount) return
  throw new WitanError(
    'INSUFFICIENT_FUNDS',
    `The account ${account} holds ${formatDollars(balance)} dollars, but ${formatDollars(amount)} are needed. Add ${formatDollars(amount - balance)} or ask for less.`,
    { meta: { account, balance, needed: amount, token } },
  )
}

/** Name and version that the token signs under; EIP-5267 where it has it, else what it calls itself. */
async function readDomain(
  chain: Chain,
  token: Address,
): Promise<{ name: string; version: string }> {
  const { reader } = chain.connection
  const contract = { abi: testDollarAbi, address: token } as const
  try {
    const [, name, version] = await reader.readContract({
      ...contract,
      functionName: 'eip712Domain',
    })
    return { name, version }
  } catch {
    const [name, version] = await Promise.all([
      reader.readContract({ ...contract, functionName: 'name' }),
      reader
        .readContract({ ...contract, abi: VERSION_ABI, functionName: 'version' })
        .catch(() => '1'),
    ])
    return { name, version }
  }
}

const VERSION_ABI = [
  {
    type: 'function',
    name: 'version',
    stateMutability: 'view',
    inputs: [],
    outputs: [{ type: 'string' }],
  },
] as const
