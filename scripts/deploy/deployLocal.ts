/** Deploys to a local chain: `node scripts/deploy/deployLocal.ts [rpcUrl]`. Prints the record. */

import { deployWitan } from './deployWitan.ts'

const DEFAULT_RPC_URL = 'http://127.0.0.1:8545'

const record = await deployWitan({ rpcUrl: process.argv[2] ?? DEFAULT_RPC_URL })
console.log(JSON.stringify(record, null, 2))
