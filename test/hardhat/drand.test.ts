import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import hre from 'hardhat'
import { createPublicClient, createWalletClient, custom } from 'viem'
import { hardhat } from 'viem/chains'
import { decompressPoint } from '#chain/decompressPoint.ts'
import { drandBeaconAbi } from '#chain/generated/drandBeacon.ts'
import { readContractCode } from '../../scripts/deploy/contractCode.ts'
import vectors from '../vectors/drand.json' with { type: 'json' }

type Hex = `0x${string}`

/** Two hours after the network began; round 1000 was signed after fifty minutes. */
const INITIAL_DATE = '2023-08-23T17:09:27Z'
/** Two pairings cost 102,900 by themselves, the way to the curve 12,000. */
const MOST_GAS = 220_000n

describe('DrandBeacon', () => {
  it('believes the rounds that the network published, as programs hand them in', async () => {
    const override = { initialDate: INITIAL_DATE }
    const { provider } = await hre.network.create({ network: 'node', override })
    const transport = custom(provider)
    const reader = createPublicClient({ chain: hardhat, transport, pollingInterval: 1 })
    const [account] = await createWalletClient({ transport }).getAddresses()
    assert.ok(account)
    const wallet = createWalletClient({ account, chain: hardhat, transport, pollingInterval: 1 })
    const { bytecode } = (await readContractCode()).contracts.DrandBeacon
    const deployed = await reader.waitForTransactionReceipt({
      hash: await wallet.deployContract({ abi: drandBeaconAbi, bytecode }),
    })
    const beacon = { abi: drandBeaconAbi, address: deployed.contractAddress as Hex } as const

    for (const { round, signature, randomness } of vectors.beacons) {
      const args = [BigInt(round), decompressPoint(signature as Hex)] as const
      const hash = await wallet.writeContract({ ...beacon, functionName: 'prove', args })
      const { status, gasUsed } = await reader.waitForTransactionReceipt({ hash })
      assert.equal(status, 'success')
      assert.ok(gasUsed < MOST_GAS, `${gasUsed} gas`)
      const asked = { ...beacon, functionName: 'randomness', args: [BigInt(round)] } as const
      assert.deepEqual(await reader.readContract(asked), [randomness, true, false])
    }
  })
})
