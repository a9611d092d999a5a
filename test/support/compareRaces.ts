import assert from 'node:assert/strict'
import hre from 'hardhat'
import { getContract, parseAbi } from 'viem'
import { toHex } from '#protocol/bytes.ts'
import { raceScore } from '#protocol/race.ts'
import { encodeRaceLeaf, faultOfLeaf, type RaceLeaf } from '#protocol/raceLeaf.ts'
import { honestLeaf, numbersFrom } from './randomLeaf.ts'

/** Leaves in one call to the contract: about 4 million gas of the 16 that a call may have. */
const BATCH = 25
const TEMPERATURES = [0, 1, 300, 700, 1000, 1999, 2000]

const HARNESS_ABI = parseAbi([
  'struct LeafOpening { bytes16 salt; bytes leaf; bytes32[] path; }',
  'struct Judged { int256[] scores; bool wellFormed; bool beaten; }',
  'function judge(bytes32 seed, uint16[] temperatures, bytes[] leaves) view returns (Judged[])',
  'function lnQ96(uint256 n) view returns (int256)',
  'function gumbel(bytes32 seed, uint32 position, uint32 token) view returns (int256)',
  'function isUnder(LeafOpening opening, bytes32 root, uint256 leaves, uint256 place) view returns (bool)',
])

/** Returns the contract that shows the court's libraries, on a chain in this process. */
export async function openRaceHarness() {
  const { viem } = await hre.network.create('node')
  const { address } = await viem.deployContract('RaceHarness')
  const client = await viem.getPublicClient()
  return getContract({ address, abi: HARNESS_ABI, client })
}

/**
 * Compares honest random leaves, and the same with another token, between the program and the contract: every score to
 * the last bit, the form, and whether anyone can prove a fault.
 *
 * @param count - Leaves to compare.
 * @param seed - Seed of the run, named in every failure.
 * @returns How many leaves were judged, and how many were forged.
 */
export async function compareRaces(
  harness: Awaited<ReturnType<typeof openRaceHarness>>,
  count: number,
  seed: number,
): Promise<{ judged: number; forged: number }> {
  const random = numbersFrom(seed)
  let forged = 0
  for (let from = 0; from < count; from += BATCH) {
    const raceSeed = Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256))
    const races = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => {
      const temperatureMilli = TEMPERATURES[Math.floor(random() * TEMPERATURES.length)]!
      const position = random() < 0.1 ? 2 ** 32 - 1 - i : Math.floor(random() * 4096)
      const honest = honestLeaf(random, { seed: raceSeed, position, temperatureMilli })
      const other = honest.candidates.find(({ id }) => id !== honest.token)
      const leaf = other && random() < 0.3 ? { ...honest, token: other.id } : honest
      return { temperatureMilli, leaf, honest: leaf === honest }
    })
    forged += races.filter(({ honest }) => !honest).length
    const judged = await harness.read.judge([
      toHex(raceSeed),
      races.map(({ temperatureMilli }) => temperatureMilli),
      races.map(({ leaf }) => toHex(encodeRaceLeaf(leaf))),
    ])
    for (const [i, { leaf, temperatureMilli, honest }] of races.entries()) {
      const told = `seed ${seed}, leaf ${from + i}`
      assert.deepEqual(judged[i]!.scores, scoresOf(raceSeed, leaf, temperatureMilli), told)
      assert.equal(judged[i]!.wellFormed, faultOfLeaf(leaf) === undefined, told)
      assert.equal(judged[i]!.beaten, !honest, `${told}: honest ${honest}`)
    }
  }
  return { judged: count, forged }
}

function scoresOf(seed: Uint8Array, leaf: RaceLeaf, temperatureMilli: number): bigint[] {
  return leaf.candidates.map((one) => raceScore(seed, leaf.position, one, temperatureMilli))
}
