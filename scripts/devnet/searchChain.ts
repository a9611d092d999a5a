import { utf8 } from '#protocol/bytes.ts'
import type { LocalChain } from '#testing/localChain.ts'

type Block = { readonly transactions: readonly { readonly hash: string; readonly input: string }[] }
type Log = {
  readonly transactionHash: string
  readonly data: string
  readonly topics: readonly string[]
}

/** Returns the hashes of transactions whose calldata or logs hold a text, over the whole chain. */
export async function searchChain(chain: LocalChain, text: string): Promise<readonly string[]> {
  const needle = Buffer.from(utf8(text)).toString('hex')
  const height = Number(await chain.request('eth_blockNumber'))
  const found: string[] = []
  for (let number = 0; number <= height; number++) {
    const block = (await chain.request('eth_getBlockByNumber', [
      `0x${number.toString(16)}`,
      true,
    ])) as Block
    found.push(
      ...block.transactions.filter(({ input }) => input.includes(needle)).map(({ hash }) => hash),
    )
  }
  const logs = (await chain.request('eth_getLogs', [
    { fromBlock: '0x0', toBlock: 'latest' },
  ])) as readonly Log[]
  const inLogs = logs.filter(({ data, topics }) =>
    [data, ...topics].some((word) => word.includes(needle)),
  )
  return [...found, ...inLogs.map(({ transactionHash }) => transactionHash)]
}
