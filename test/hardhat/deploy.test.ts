import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, it } from 'node:test'
import hre from 'hardhat'
import { createPublicClient, createWalletClient, custom, keccak256 } from 'viem'
import { hardhat } from 'viem/chains'
import { parseDeployment } from '#chain/deployment.ts'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { nodeRegistryAbi } from '#chain/generated/nodeRegistry.ts'
import WitanLocal from '../../ignition/modules/WitanLocal.ts'
import { readContractCode } from '../../scripts/deploy/contractCode.ts'
import { deployContracts } from '../../scripts/deploy/deployContracts.ts'
import { sourceHash } from '../../scripts/deploy/sourceHash.ts'

const GUARDIAN = '0x000000000000000000000000000000000000006a'

async function openChain() {
  const { provider } = await hre.network.create('node')
  const transport = custom(provider)
  const reader = createPublicClient({ chain: hardhat, transport, pollingInterval: 1 })
  const [account] = await createWalletClient({ transport }).getAddresses()
  assert.ok(account)
  const wallet = createWalletClient({ account, chain: hardhat, transport, pollingInterval: 1 })
  return { reader, wallet }
}

describe('deployContracts', () => {
  it('returns a record that the clients can read, of contracts that are tied together', async () => {
    const { reader, wallet } = await openChain()

    const options = { guardian: GUARDIAN } as const
    const record = await deployContracts(options, { reader, wallet })

    const { contracts } = parseDeployment(JSON.parse(JSON.stringify(record)))
    const bound = await reader.readContract({
      address: contracts.NodeRegistry.address,
      abi: nodeRegistryAbi,
      functionName: 'boundContracts',
    })
    assert.deepEqual(
      bound.map((address) => address.toLowerCase()),
      [contracts.NodeStaking.address, contracts.JobEscrow.address],
    )
    const escrow = { address: contracts.JobEscrow.address, abi: jobEscrowAbi } as const
    const treasury = await reader.readContract({ ...escrow, functionName: 'TREASURY' })
    const guardian = await reader.readContract({ ...escrow, functionName: 'GUARDIAN' })
    assert.equal(treasury.toLowerCase(), record.contracts.VerifierBench?.address)
    assert.equal(guardian.toLowerCase(), GUARDIAN)
    const code = await reader.getCode({ address: contracts.JobEscrow.address })
    assert.equal(record.contracts.JobEscrow?.runtimeCodeHash, keccak256(code ?? '0x'))
    assert.equal(record.sourceHash, (await readContractCode()).sourceHash)
  })

  it('fits code that was generated from the sources as they are', async () => {
    const root = path.resolve(import.meta.dirname, '..', '..')

    assert.equal((await readContractCode()).sourceHash, await sourceHash(root))
  })
})

describe('WitanLocal', () => {
  it('deploys the same system through Ignition', async () => {
    const { ignition } = await hre.network.create('node')

    const { registry, staking, escrow } = await ignition.deploy(WitanLocal)

    const bound = await registry.read.boundContracts()
    assert.deepEqual(bound, [staking.address, escrow.address])
  })
})
