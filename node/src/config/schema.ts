/** The one shape of the node's configuration. The only importer of zod. */

import * as z from 'zod'
import { parseModelId } from '#protocol/ids.ts'
import { ROLES } from '#protocol/role.ts'
import { parseDollars } from '#protocol/units.ts'

const dollars = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'expected dollars as text, such as "0.25"')
  .transform(parseDollars)
const path = z.string().min(1).max(4096)
const port = z.int().min(0).max(65_535)
const address = z.string().regex(/^\/\S+$/, 'expected a multiaddr, such as /ip4/127.0.0.1/tcp/4001')

const offerSchema = z.strictObject({
  role: z.enum(ROLES),
  /** 'shipped' for the expert that comes with the program. */
  model: z.union([
    z.literal('shipped'),
    z
      .string()
      .regex(/^0x[0-9a-fA-F]{64}$/)
      .transform(parseModelId),
  ]),
  /** Micro-dollars; dollars as text in the file. */
  pricePer1kInputBytes: dollars,
  pricePer1kOutputTokens: dollars,
})

export const configSchema = z.strictObject({
  chain: z.strictObject({
    rpcUrl: z.url({ protocol: /^https?$/ }),
    chainId: z.int().min(1),
    deploymentFile: path,
    /** Where rounds of drand are fetched from, on chains whose beacon it is; all are asked, and none is believed. */
    drandRelays: z
      .array(z.url({ protocol: /^https?$/ }))
      .min(1)
      .max(8),
  }),
  dataDir: path,
  keystore: z.strictObject({
    path,
    passwordFile: path.optional(),
    password: z.string().min(1).optional(),
  }),
  /** Multiaddrs to listen on. */
  listen: z.array(address).min(1).max(8),
  /** Multiaddrs to announce in place of those listened on, as behind a mapped port. */
  announce: z.array(address).max(8),
  /** Multiaddrs of peers that are asked first. */
  bootstrap: z.array(address).max(32),
  /** Port of health and metrics on loopback; 0 for any free one. */
  healthPort: port,
  offers: z.array(offerSchema).min(1).max(16),
  runtime: z.strictObject({
    /** Tasks that run at once. */
    slots: z.int().min(1).max(64),
    /** Tasks that may wait for a slot. */
    queue: z.int().min(0).max(1000),
    memoryMb: z.int().min(64),
    taskTimeoutMs: z.int().min(1000).max(600_000),
  }),
  settlement: z.strictObject({
    /** Settle as soon as the transaction fee is at most this share of the batch. */
    maxFeePercent: z.number().min(0).max(100),
    /** Settle at the latest this long before a job ends, at any fee. */
    beforeDeadlineSeconds: z.int().min(0),
    /** Price of one ETH, in micro-dollars; dollars as text in the file. */
    tokenPerEth: dollars,
    intervalMs: z.int().min(100),
  }),
  log: z.strictObject({
    level: z.enum(['silent', 'error', 'warn', 'info', 'debug', 'trace']),
    /** 'stderr', 'stdout' or a file. */
    destination: path,
  }),
})

/** A checked configuration. Prices are micro-dollars. */
export type Config = z.output<typeof configSchema>
/** The same as written in a file or given by flags. */
export type ConfigInput = z.input<typeof configSchema>
export type Offer = Config['offers'][number]
