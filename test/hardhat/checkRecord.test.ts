import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import hre from 'hardhat'
import { type Abi, createPublicClient, createWalletClient, custom, keccak256 } from 'viem'
import { hardhat } from 'viem/chains'
import { type CompiledContract, checkRecord } from '../../scripts/deploy/checkRecord.ts'

type Hex = `0x${string}`

const readCompiled = async (name: string) =>
  (await hre.artifacts.readArtifact(name)) as unknown as CompiledContract

/** A chain with a registry on it, which has an immutable value, and the record of it. */
async function aDeployment() {
  const { provider } = await hre.network.create('node')
  const transport = custom(provider)
  const reader = createPublicClient({ chain: hardhat, transport, pollingInterval: 1 })
  const [account] = await createWalletClient({ transport }).getAddresses()
  assert.ok(account)
  const wallet = createWalletClient({ account, chain: hardhat, transport })
  const deploy = async (args: readonly unknown[]) => {
    const { abi, bytecode } = await readCompiled('NodeRegistry')
    const txHash = await wallet.deployContract({ abi: abi as Abi, bytecode, args })
    const { contractAddress } = await reader.waitForTransactionReceipt({ hash: txHash })
    const address = contractAddress as Hex
    const code = await reader.getCode({ address })
    const runtimeCodeHash = keccak256(code as Hex)
    return { address, txHash, block: 1, runtimeCodeHash, constructorArgs: args }
  }
  const registry = await deploy([1_000_000])
  const faultsOf = async (changes: Partial<typeof registry>) => {
    const contracts = { NodeRegistry: { ...registry, ...changes } }
    const [check] = await checkRecord({ chainId: 31337, contracts }, { reader, readCompiled })
    return check?.faults
  }
  return { reader, registry, deploy, faultsOf }
}

describe('checkRecord', () => {
  it('finds nothing wrong with what was deployed from the sources, immutable values included', async () => {
    const { faultsOf } = await aDeployment()

    assert.deepEqual(await faultsOf({}), [])
  })

  it('finds another contract, another hash, and no code at all', async () => {
    const { faultsOf, deploy, registry } = await aDeployment()
    const other = await deploy([2_000_000])
    const hash = `0x${'12'.repeat(32)}` as const
    const nobody = `0x${'12'.repeat(20)}` as const

    assert.deepEqual(await faultsOf({ address: other.address }), [
      `Its code has the hash ${other.runtimeCodeHash}, the record says another.`,
      'The transaction of the record did not create it from the sources and arguments.',
    ])
    assert.deepEqual(await faultsOf({ runtimeCodeHash: hash }), [
      `Its code has the hash ${registry.runtimeCodeHash}, the record says another.`,
    ])
    assert.deepEqual(await faultsOf({ address: nobody }), ['There is no code at this address.'])
  })

  it('finds other constructor arguments than the recorded ones, and an unknown transaction', async () => {
    const { faultsOf } = await aDeployment()
    const notCreated =
      'The transaction of the record did not create it from the sources and arguments.'

    for (const changes of [
      { constructorArgs: [2_000_000] },
      { constructorArgs: [] },
      { txHash: `0x${'12'.repeat(32)}` as const },
    ]) {
      assert.deepEqual(await faultsOf(changes), [notCreated])
    }
  })

  it('finds code that other sources compile to', async () => {
    const { reader, registry } = await aDeployment()
    const changed = async (name: string) => {
      const compiled = await readCompiled(name)
      const { bytecode, deployedBytecode } = compiled
      const last = deployedBytecode.endsWith('0') ? '1' : '0'
      return {
        ...compiled,
        bytecode,
        deployedBytecode: `${deployedBytecode.slice(0, -1)}${last}` as Hex,
      }
    }

    const record = { chainId: 31337, contracts: { NodeRegistry: registry } }
    const [check] = await checkRecord(record, { reader, readCompiled: changed })

    assert.deepEqual(check?.faults, ['Its code is not what the sources compile to.'])
  })

  it('refuses a chain that is not the one of the record', async () => {
    const { reader } = await aDeployment()

    await assert.rejects(
      checkRecord({ chainId: 1, contracts: {} }, { reader, readCompiled }),
      /The record is of chain 1, the RPC URL of chain 31337/,
    )
  })
})
