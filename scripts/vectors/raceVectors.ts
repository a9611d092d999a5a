/** What test/vectors/race.json holds; everything is derived from labels, so that it never changes by itself. */

import { type Hex, toHex, u32, utf8 } from '#protocol/bytes.ts'
import { keccak256 } from '#protocol/hash.ts'
import { parseAddress, parseJobId, parseTaskId } from '#protocol/ids.ts'
import { type Candidate, raceScore, raceSeedOf, raceWinner, seedCommitOf } from '#protocol/race.ts'
import {
  encodeRaceLeaf,
  leafHashOf,
  leafKeyOf,
  leafSaltOf,
  type RaceLeaf,
} from '#protocol/raceLeaf.ts'
import { gumbelQ96, lnQ96, raceBits } from '#protocol/raceNoise.ts'
import { racePathOf, raceRootOf } from '#protocol/raceTranscript.ts'
import { receiptVectors } from './receiptVectors.ts'

const CHAIN_ID = 31337
const ESCROW = parseAddress(`0x${'e5'.repeat(20)}`)
const JOB = parseJobId(`0x${'0b'.repeat(20)}`)
const TASK = parseTaskId(`0x${'7a'.repeat(32)}`)
const RACE_SALT = bytesOf('race salt', 0)
/** Three that are equally likely: without noise the lowest id wins. */
const TIED_CANDIDATES = [2, 70_000, 0xffff_ffff].map((id) => ({ id, gap: 0 }))
const TREE_SIZES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 33, 64]

/** Returns all vectors. Integers are decimal texts where they may be negative or above 2^53. */
export async function raceVectors(): Promise<Readonly<Record<string, unknown>>> {
  const context = { chainId: CHAIN_ID, escrow: ESCROW, jobId: JOB, taskId: TASK }
  const seed = raceSeedOf(context, RACE_SALT)
  const leafKey = leafKeyOf(RACE_SALT, TASK)
  return {
    seed: {
      ...context,
      raceSalt: toHex(RACE_SALT),
      seed: toHex(seed),
      seedCommit: seedCommitOf(seed),
      leafKey: toHex(leafKey),
    },
    ln: lnInputs().map((n) => ({ n: n.toString(), lnQ96: lnQ96(n).toString() })),
    gumbel: gumbelInputs().map((bits) => ({
      bits: bits.toString(),
      gumbelQ96: gumbelQ96(bits).toString(),
    })),
    noise: noiseInputs().map(({ position, id }) => ({
      position,
      id,
      bits: raceBits(seed, position, id).toString(),
      gumbelQ96: gumbelQ96(raceBits(seed, position, id)).toString(),
    })),
    races: races(seed),
    trees: TREE_SIZES.map((size) => tree(seed, leafKey, size)),
    malformed: malformed().map(({ what, leaf }) => ({ what, leaf: toHex(encodeRaceLeaf(leaf)) })),
    receipts: await receiptVectors(),
  }
}

/** Powers of two and their neighbors, both sides of the square root of two, and what noise feeds it. */
function lnInputs(): bigint[] {
  const powers = [0, 1, 2, 31, 63, 64, 65, 95, 96, 97, 101, 128, 199].map((k) => 1n << BigInt(k))
  const near = powers.flatMap((n) => [n - 1n, n, n + 1n]).filter((n) => n >= 1n && n < 1n << 200n)
  const root = 112045541949572279837463876454n
  const drawn = Array.from({ length: 24 }, (_, i) => numberOf('ln', i) >> BigInt(56 + 8 * i))
  const all = [...near, root - 1n, root, root + 1n, (1n << 200n) - 1n, ...drawn]
  return [...new Set(all)].filter((n) => n > 0n)
}

function gumbelInputs(): bigint[] {
  const last = (1n << 64n) - 1n
  const drawn = Array.from({ length: 16 }, (_, i) => numberOf('bits', i) >> 192n)
  return [0n, 1n, 2n, last >> 1n, (last >> 1n) + 1n, last - 1n, last, ...drawn]
}

function noiseInputs(): { position: number; id: number }[] {
  const places = [0, 1, 4095, 0xffff_ffff]
  return places.flatMap((position) => places.map((id) => ({ position, id })))
}

/** Races of every size and several temperatures: each candidate's score, and who wins. */
function races(seed: Uint8Array): unknown[] {
  const temperatures = [0, 1, 300, 1000, 2000]
  return Array.from({ length: 44 }, (_, position) => {
    const candidates =
      position < 40 ? candidatesOf('race', position, 1 + (position % 16)) : TIED_CANDIDATES
    const temperatureMilli = temperatures[position % temperatures.length]!
    const winner = raceWinner(seed, position, candidates, temperatureMilli)
    return {
      position,
      temperatureMilli,
      candidates: candidates.map(({ id, gap }) => ({
        id,
        gap,
        score: raceScore(seed, position, { id, gap }, temperatureMilli).toString(),
      })),
      winner: winner.id,
      leaf: toHex(encodeRaceLeaf({ position, token: winner.id, candidates })),
    }
  })
}

/** An honest transcript with the path of each leaf. */
function tree(seed: Uint8Array, leafKey: Uint8Array, size: number): unknown {
  const leaves = Array.from({ length: size }, (_, position) => {
    const candidates = candidatesOf(`tree ${size}`, position, 16 - (position % 5))
    const token = raceWinner(seed, position, candidates, 1000).id
    return encodeRaceLeaf({ position, token, candidates })
  })
  const salts = leaves.map((_, position) => leafSaltOf(leafKey, position))
  const hashes = leaves.map((leaf, position) => leafHashOf(salts[position]!, leaf))
  return {
    outputTokens: size,
    temperatureMilli: 1000,
    root: raceRootOf(hashes),
    leaves: leaves.map((leaf, position) => ({
      position,
      leaf: toHex(leaf),
      salt: toHex(salts[position]!),
      hash: toHex(hashes[position]!),
      path: racePathOf(hashes, position),
    })),
  }
}

/** Leaves that a node can be punished for, whatever the seed. */
function malformed(): { what: string; leaf: RaceLeaf }[] {
  const candidates = [
    { id: 3, gap: 0 },
    { id: 9, gap: 5 },
    { id: 4, gap: 6 },
  ]
  const leafOf = (what: string, changed: readonly Candidate[], token = 3) => ({
    what,
    leaf: { position: 0, token, candidates: changed },
  })
  return [
    leafOf('first', [{ id: 3, gap: 1 }]),
    leafOf('repeated', [...candidates, { id: 9, gap: 7 }]),
    leafOf('order', [candidates[0]!, candidates[2]!, candidates[1]!]),
    leafOf('order', [candidates[0]!, candidates[1]!, { id: 8, gap: 5 }]),
    leafOf('token', candidates, 5),
    leafOf('count', []),
    leafOf('count', candidatesOf('count', 0, 17), candidatesOf('count', 0, 17)[0]!.id),
  ]
}

/** Well-formed candidates with gaps as a small model has them, ties included. */
function candidatesOf(label: string, position: number, count: number): Candidate[] {
  const drawn = Array.from({ length: count }, (_, i) => {
    const number = numberOf(`${label} ${position}`, i)
    return { id: Number(number % 150_000n) + i * 150_000, gap: Number((number >> 64n) % 200n) }
  })
  const least = Math.min(...drawn.map(({ gap }) => gap))
  return drawn
    .map(({ id, gap }) => ({ id, gap: gap - least }))
    .sort((a, b) => a.gap - b.gap || a.id - b.id)
}

function numberOf(label: string, i: number): bigint {
  return BigInt(toHex(bytesOf(label, i)) as Hex)
}

function bytesOf(label: string, i: number): Uint8Array {
  return keccak256(utf8(label), u32(i))
}
