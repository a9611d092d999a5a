/** ethers v6 hashes and signs what we do, works on our ABIs, and opens our keystores; so do we with its own. */

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  Contract,
  ContractFactory,
  Signature as EthersSignature,
  encryptKeystoreJson,
  type InterfaceAbi,
  isError,
  JsonRpcProvider,
  TypedDataEncoder,
  type TypedDataField,
  verifyTypedData,
  Wallet,
} from 'ethers'
import type { Chain } from '#chain/chain.ts'
import { createSessionKey } from '#chain/createSessionKey.ts'
import { jobEscrowAbi } from '#chain/generated/jobEscrow.ts'
import { testDollarAbi } from '#chain/generated/testDollar.ts'
import { hashTypedData } from '#chain/hashTypedData.ts'
import { jobIdOf } from '#chain/jobIdOf.ts'
import { mintTestDollars } from '#chain/mintTestDollars.ts'
import { readAllocation } from '#chain/readAllocation.ts'
import { readJobHistory } from '#chain/readJobHistory.ts'
import { recoverSigner } from '#chain/recoverSigner.ts'
import { signTypedData } from '#chain/signTypedData.ts'
import { packHead } from '#chain/voucherHead.ts'
import {
  type NodeId,
  parseAddress,
  parseHash,
  parseJobId,
  parseModelId,
  parseTaskId,
} from '#protocol/ids.ts'
import type { Signature } from '#protocol/signature.ts'
import {
  doneRequestTypedData,
  doneTypedData,
  jobTermsTypedData,
  nodeRecordTypedData,
  quoteTypedData,
  receiptTypedData,
  type TypedData,
  taskRequestTypedData,
  voucherTypedData,
} from '#protocol/typedData.ts'
import { openKeystore, writeKeystore } from '#provider/keystore.ts'
import { aNode, aPeerId, DOLLAR, someTerms } from '#testing/chainFixtures.ts'
import { type LocalWitan, startLocalWitan } from '#testing/localWitan.ts'
import { readContractCode } from '../../scripts/deploy/contractCode.ts'

const hash = (digit: string) => parseHash(`0x${digit.repeat(64)}`)
const MAX_U48 = 2n ** 48n - 1n
const MAX_U40 = 2 ** 40 - 1
const MAX_U32 = 2 ** 32 - 1

const context = {
  chainId: 31337,
  escrow: parseAddress(`0x${'e5'.repeat(20)}`),
  registry: parseAddress(`0x${'4e'.repeat(20)}`),
}
const jobId = parseJobId(`0x${'0a'.repeat(20)}`)
const nodeId = MAX_U32 as NodeId
const taskId = parseTaskId(hash('7'))
const modelId = parseModelId(hash('d'))
const requester = parseAddress(`0x${'12'.repeat(20)}`)

/** One message of each type, with the largest values that its fields take. */
const messages: readonly TypedData[] = [
  voucherTypedData(context, { jobId, nodeId, index: 255, total: MAX_U48 }),
  doneTypedData(context, { jobId, nodeId, total: 0n }),
  jobTermsTypedData(context, {
    requester,
    sessionKey: requester,
    deadline: MAX_U40,
    mode: 'attested',
    termsHash: hash('1'),
    allocations: [
      { nodeId, cap: MAX_U48 },
      { nodeId: 1 as NodeId, cap: 1n },
    ],
  }),
  jobTermsTypedData(context, {
    requester,
    sessionKey: requester,
    deadline: 0,
    mode: 'local',
    termsHash: hash('0'),
    allocations: [],
  }),
  quoteTypedData(context, {
    nodeId,
    quoteId: hash('2'),
    modelId,
    role: 'tools',
    mode: 'transit',
    pricePer1kInputBytes: MAX_U48,
    pricePer1kOutputTokens: 0n,
    maxInputBytes: 65_536,
    maxOutputTokens: 4096,
    sealingKey: hash('3'),
    expiresAt: MAX_U40,
  }),
  receiptTypedData(context, {
    jobId,
    taskId,
    nodeId,
    index: 31,
    quoteId: hash('2'),
    modelId,
    mode: 'transit',
    inputBytes: 65_536,
    outputTokens: 4096,
    amount: MAX_U48,
    requestHash: hash('4'),
    responseHash: hash('5'),
    transcriptRoot: hash('6'),
    finishReason: 'unpaid',
    startedAt: 0,
    finishedAt: MAX_U40,
    role: 'tools',
    seedCommit: hash('7'),
    temperatureMilli: 2000,
    maxOutputTokens: 4096,
  }),
  nodeRecordTypedData(context, {
    nodeId,
    peerId: aPeerId('interop'),
    addresses: ['/ip4/127.0.0.1/tcp/4001/ws', '', 'ünïcode ☂'],
    sealingKey: hash('8'),
    issuedAt: 1,
    expiresAt: MAX_U40,
  }),
  taskRequestTypedData(context, {
    jobId,
    taskId,
    nodeId,
    index: 0,
    quoteId: hash('2'),
    envelopeHash: hash('9'),
    deadline: 1,
  }),
  doneRequestTypedData(context, { jobId, nodeId }),
]

/** Typed data as the arguments that ethers takes. */
function forEthers({ domain, types, message }: TypedData) {
  return [domain, types as unknown as Record<string, TypedDataField[]>, message] as const
}

describe('typed data of ethers', () => {
  for (const [i, typed] of messages.entries()) {
    it(`is hashed, signed and recovered alike: ${typed.primaryType} ${i}`, async () => {
      const { privateKey, address } = createSessionKey()
      const ours = await signTypedData(privateKey, typed)
      const theirs = (await new Wallet(privateKey).signTypedData(...forEthers(typed))) as Signature

      assert.equal(TypedDataEncoder.hash(...forEthers(typed)), hashTypedData(typed))
      assert.equal(theirs, ours)
      assert.equal(await recoverSigner(typed, theirs), address)
      assert.equal(verifyTypedData(...forEthers(typed), ours).toLowerCase(), address)
    })
  }
})

describe('contracts of ethers', () => {
  let witan: LocalWitan
  let provider: JsonRpcProvider
  let wallet: Wallet
  let operator: Chain
  let node: NodeId

  before(async () => {
    witan = await startLocalWitan()
    const { accounts, rpcUrl } = witan.localChain
    provider = new JsonRpcProvider(rpcUrl, 31337, { staticNetwork: true, cacheTimeout: -1 })
    provider.pollingInterval = 25
    wallet = new Wallet(accounts[1]!.privateKey, provider)
    operator = await witan.connect(accounts[2])
    await mintTestDollars(operator, { amount: 100n * DOLLAR })
    node = await aNode(operator, { signer: accounts[3]!.address })
  })
  after(async () => {
    provider.destroy()
    await witan.stop()
  })

  it('deploy from our ABI and creation code', async () => {
    const { contracts } = await readContractCode()
    const abi = testDollarAbi as unknown as InterfaceAbi
    const factory = new ContractFactory(abi, contracts.TestDollar.bytecode, wallet)
    const token = await factory.deploy()
    await token.waitForDeployment()
    assert.equal(await token.getFunction('decimals')(), 6n)
  })

  it('deposit by a permit, fund a job and settle a voucher, all signed by ethers', async () => {
    const [token, escrow] = contracts()
    const session = Wallet.createRandom()
    const terms = await someTerms(witan, {
      requester: parseAddress(wallet.address),
      sessionKey: parseAddress(session.address),
      allocations: [{ nodeId: node, cap: 2n * DOLLAR }],
    })
    await sent(token.getFunction('faucet')(wallet.address, 5n * DOLLAR))
    const permit = await permitFor(token, await escrow.getAddress(), 5n * DOLLAR)
    const { requester: _, ...args } = { ...terms, mode: 1 }

    await sent(escrow.getFunction('depositAndFund')(5n * DOLLAR, permit, args))

    const id = jobIdOf(operator.context, terms)
    assert.equal(await escrow.getFunction('jobIdOf')(wallet.address, args), id)
    const voucher = { jobId: id, nodeId: node, index: 0, total: 1_500_000n }
    const typed = voucherTypedData(operator.context, voucher)
    const signature = await session.signTypedData(...forEthers(typed))
    const { r, yParityAndS: vs } = EthersSignature.from(signature)
    await sent(escrow.getFunction('settle')([{ head: packHead(voucher), r, vs }]))
    const allocation = { jobId: id, sessionKey: terms.sessionKey, index: 0 }
    assert.equal((await readAllocation(operator, allocation))?.claimed, 1_500_000n)
    const history = await readJobHistory(operator, id)
    assert.deepEqual(
      history.map(({ type }) => type),
      ['funded', 'settled'],
    )
  })

  it('decode our events and our custom errors', async () => {
    const [, escrow] = contracts()
    const funded = await escrow.queryFilter(escrow.getEvent('JobFunded')())
    assert.equal(funded.length, 1)
    const parsed = escrow.interface.parseLog(funded[0]!)
    assert.equal(parsed?.args['requester'], wallet.address)

    const withdrawal = escrow.getFunction('withdraw').staticCall(10n ** 18n)
    const error = await withdrawal.catch((thrown: unknown) => thrown)
    assert.ok(isError(error, 'CALL_EXCEPTION'))
    assert.equal(error.revert?.name, 'JobEscrowInsufficientBalance')
  })

  function contracts(): readonly [Contract, Contract] {
    const { TestDollar, JobEscrow } = witan.deployment.contracts
    return [
      new Contract(TestDollar!.address, testDollarAbi as unknown as InterfaceAbi, wallet),
      new Contract(JobEscrow.address, jobEscrowAbi as unknown as InterfaceAbi, wallet),
    ]
  }

  async function permitFor(token: Contract, spender: string, value: bigint) {
    const { name, version, chainId, verifyingContract } = await token.getFunction('eip712Domain')()
    const types = {
      Permit: [
        'address owner',
        'address spender',
        'uint256 value',
        'uint256 nonce',
        'uint256 deadline',
      ].map((field) => ({ type: field.split(' ')[0]!, name: field.split(' ')[1]! })),
    }
    const nonce = await token.getFunction('nonces')(wallet.address)
    const deadline = MAX_U40
    const message = { owner: wallet.address, spender, value, nonce, deadline }
    const domain = { name, version, chainId, verifyingContract }
    const { v, r, s } = EthersSignature.from(await wallet.signTypedData(domain, types, message))
    return { deadline, v, r, s }
  }
})

describe('keystores of ethers', () => {
  const password = 'interop ☂ password'
  let folder: string

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'witan-interop-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('open in ours', async () => {
    const file = path.join(folder, 'theirs.json')
    const key = Wallet.createRandom()
    const account = { address: key.address, privateKey: key.privateKey }
    await writeFile(file, await encryptKeystoreJson(account, password, { scrypt: { N: 1024 } }))
    assert.equal(await openKeystore(file, password), key.privateKey)
  })

  it('and ours open in ethers', async () => {
    const file = path.join(folder, 'ours.json')
    const { privateKey, address } = createSessionKey()
    await writeKeystore(file, privateKey, password, { scryptN: 1024 })
    const key = await Wallet.fromEncryptedJson(await readFile(file, 'utf8'), password)
    assert.deepEqual([key.privateKey, key.address.toLowerCase()], [privateKey, address])
  })
})

/** Waits for the receipt of a transaction that ethers sent. */
async function sent(transaction: Promise<{ wait: () => Promise<{ status: number } | null> }>) {
  const receipt = await (await transaction).wait()
  assert.equal(receipt?.status, 1)
}
