/** Receipts with their hashes and a signature, by the type as the contracts spell it. */

import { type Hex, hashTypedData, keccak256, toBytes } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hashStruct } from 'viem/utils'

/** EIP-712 type of a receipt. */
const RECEIPT_TYPE =
  'Receipt(bytes20 jobId,bytes32 taskId,uint32 nodeId,uint8 index,bytes32 quoteId,bytes32 modelId,uint8 mode,uint32 inputBytes,uint32 outputTokens,uint48 amount,bytes32 requestHash,bytes32 responseHash,bytes32 transcriptRoot,uint8 finishReason,uint40 startedAt,uint40 finishedAt,uint8 role,bytes32 seedCommit,uint16 temperatureMilli,uint32 maxOutputTokens)'

const DOMAIN = {
  name: 'Witan',
  version: '1',
  chainId: 31337,
  verifyingContract: `0x${'4e'.repeat(20)}`,
} as const

/** A key that is worth nothing: its secret is the number 7. */
const SIGNER: Hex = `0x${'7'.padStart(64, '0')}`

const LOWEST = {
  jobId: bytes(20, 0x0b),
  taskId: bytes(32, 0x7a),
  nodeId: 1,
  index: 0,
  quoteId: bytes(32, 1),
  modelId: bytes(32, 2),
  mode: 0,
  inputBytes: 0,
  outputTokens: 0,
  amount: 0,
  requestHash: bytes(32, 8),
  responseHash: bytes(32, 9),
  transcriptRoot: bytes(32, 0),
  finishReason: 0,
  startedAt: 0,
  finishedAt: 0,
  role: 0,
  seedCommit: bytes(32, 11),
  temperatureMilli: 0,
  maxOutputTokens: 1,
}

const HIGHEST = {
  ...LOWEST,
  nodeId: 0xffff_ffff,
  index: 31,
  mode: 4,
  inputBytes: 65_536,
  outputTokens: 4096,
  amount: 2 ** 48 - 1,
  transcriptRoot: bytes(32, 10),
  finishReason: 3,
  startedAt: 2 ** 40 - 2,
  finishedAt: 2 ** 40 - 1,
  role: 6,
  temperatureMilli: 2000,
  maxOutputTokens: 4096,
}

/** Returns receipts, each with its struct hash, its digest and its signature. */
export async function receiptVectors() {
  const account = privateKeyToAccount(SIGNER)
  const types = { Receipt: fieldsOf(RECEIPT_TYPE) }
  const rows = [LOWEST, HIGHEST].map(async (receipt) => {
    const data = { domain: DOMAIN, types, primaryType: 'Receipt', message: receipt } as const
    return {
      receipt,
      structHash: hashStruct({ data: receipt, primaryType: 'Receipt', types }),
      digest: hashTypedData(data as never),
      signature: await account.signTypedData(data as never),
    }
  })
  return {
    type: RECEIPT_TYPE,
    typeHash: keccak256(toBytes(RECEIPT_TYPE)),
    domain: DOMAIN,
    signer: account.address.toLowerCase(),
    rows: await Promise.all(rows),
  }
}

function fieldsOf(type: string): { name: string; type: string }[] {
  return type
    .slice(type.indexOf('(') + 1, -1)
    .split(',')
    .map((field) => {
      const [kind, name] = field.split(' ') as [string, string]
      return { name, type: kind }
    })
}

function bytes(length: number, value: number): Hex {
  return `0x${value.toString(16).padStart(2, '0').repeat(length)}`
}
