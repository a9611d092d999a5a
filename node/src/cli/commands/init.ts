/** witan init: a data folder with keys and a configuration, ready to stake and run. */

import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { Offer } from '#chain/offer.ts'
import { loadConfig } from '#config/loadConfig.ts'
import type { Config, ConfigInput } from '#config/schema.ts'
import { WitanError } from '#protocol/errors.ts'
import type { Address } from '#protocol/ids.ts'
import { formatDollars, parseDollars } from '#protocol/units.ts'
import { peerIdOf } from '#transport/peerKey.ts'
import type { Command, CommandContext } from '../context.ts'
import { ensureKeystore } from '../ensureKeystore.ts'
import { formatTable } from '../formatTable.ts'
import { ensurePeerKey, SIGNER_FILE, walletFileOf } from '../keyFiles.ts'
import { CONFIG_FILE, dataDirOf, loadSettings } from '../loadSettings.ts'
import { offersOf } from '../ownNode.ts'
import { shippedExperts } from '../shippedExperts.ts'

export type InitOptions = {
  readonly force?: boolean
  readonly wallet?: boolean
  /** Multiaddrs, separated by commas. */
  readonly listen?: string
  readonly bootstrap?: string
  readonly healthPort?: string
}

export const init: Command<InitOptions> = async (context, options) => {
  const { output } = context
  const dataDir = resolve(
    await context.prompts.text('Folder for keys, database and configuration', {
      initial: dataDirOf(context.options, context.io.env),
    }),
  )
  const configFile = join(dataDir, CONFIG_FILE)
  const exists = existsSync(configFile)
  if (exists && !options.force && !options.wallet) {
    throw new WitanError(
      'CONFIG_INVALID',
      `There is a configuration at ${configFile} already. Use --force to replace it, or --wallet to add a wallet; keys are never replaced.`,
      { meta: { file: configFile } },
    )
  }
  const input = exists && !options.force ? undefined : await askConfig(context, options)
  // Checked before anything is written.
  if (input !== undefined) loadConfig({ env: {}, flags: input })
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // A folder that was there before may be open to others.
  await chmod(dataDir, 0o700)

  const keys = await makeKeys(context, { dataDir, wallet: options.wallet ?? false })
  if (input !== undefined) await writeConfig(configFile, input)
  const { config } = loadConfig({ file: configFile, env: {} })
  print(output, { config, configFile, offers: await offersOf(config), ...keys })
  return 0
}

/** Returns the configuration as the person wants it; without one, as options and defaults say. */
async function askConfig(context: CommandContext, options: InitOptions): Promise<ConfigInput> {
  const { prompts } = context
  const { config } = loadSettings(context, { withFile: false })
  const rpcUrl = await prompts.text('RPC address of the chain', { initial: config.chain.rpcUrl })
  const experts = await chooseExperts(context)
  const price = await prompts.text('Price of 1,000 output tokens, in dollars', {
    initial: formatDollars(config.offers[0]!.pricePer1kOutputTokens),
    check: parseDollars,
  })
  const inputPrice = await prompts.text('Price of 1,000 input bytes, in dollars', {
    initial: formatDollars(config.offers[0]!.pricePer1kInputBytes),
    check: parseDollars,
  })
  return {
    chain: { ...config.chain, rpcUrl },
    dataDir: '.',
    listen: options.listen?.split(',') ?? [...config.listen],
    bootstrap: options.bootstrap?.split(',') ?? [...config.bootstrap],
    healthPort: portOf(options.healthPort) ?? config.healthPort,
    offers: experts.map((role) => ({
      role,
      model: 'shipped',
      pricePer1kInputBytes: inputPrice,
      pricePer1kOutputTokens: price,
    })),
  } as ConfigInput
}

/** Returns the roles to serve: all that are shipped, or those that the person keeps. */
async function chooseExperts({ prompts }: CommandContext) {
  const shipped = await shippedExperts()
  const roles = shipped.map(({ role }) => role)
  const parse = (answer: string) => {
    const wanted = answer.split(',').map((role) => role.trim())
    const unknown = wanted.find((role) => !roles.some((known) => known === role))
    if (unknown !== undefined) {
      throw new WitanError(
        'ROLE_UNKNOWN',
        `No expert for ${unknown} is shipped; there are ${roles.join(', ')}.`,
      )
    }
    return roles.filter((role) => wanted.includes(role))
  }
  const initial = roles.join(', ')
  return parse(await prompts.text('Experts to serve', { initial, check: parse }))
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new WitanError('INPUT_INVALID', 'The health port is not a number of 0 to 65535.')
}

type Keys = {
  readonly signer: Address
  readonly peerId: string
  /** Of the wallet, where one was asked for. */
  readonly wallet: Address | undefined
}

async function makeKeys(
  context: CommandContext,
  { dataDir, wallet }: { dataDir: string; wallet: boolean },
): Promise<Keys> {
  const signer = await ensureKeystore(context, {
    path: join(dataDir, SIGNER_FILE),
    name: 'signer of the node',
  })
  const peerId = peerIdOf(await ensurePeerKey(dataDir))
  const path = walletFileOf(dataDir)
  return {
    signer,
    peerId,
    wallet: wallet ? await ensureKeystore(context, { path, name: 'wallet' }) : undefined,
  }
}

/** Writes beside the file and renames, so that a crash leaves the old one. */
async function writeConfig(file: string, input: ConfigInput): Promise<void> {
  const temporary = `${file}.new`
  await writeFile(temporary, `${JSON.stringify(input, undefined, 2)}\n`, { mode: 0o600 })
  await rename(temporary, file)
}

type Printed = {
  readonly config: Config
  readonly configFile: string
  /** As the registry takes them; also what the page /operate is given. */
  readonly offers: readonly Offer[]
}

function print(
  output: CommandContext['output'],
  { config, configFile, offers, signer, peerId, wallet }: Keys & Printed,
): void {
  const near = relative(process.cwd(), config.dataDir)
  const folder = near === '' || near.startsWith('..') ? config.dataDir : near
  const at = folder === '.witan' ? '' : ` --data-dir ${folder}`
  const next = [
    ...(wallet === undefined ? [] : [`send coins for gas and dollars to the wallet ${wallet}`]),
    `send coins for gas to the signer ${signer}, which settles`,
    `witan stake 100${at}`,
    `witan run${at}`,
    `witan status${at}`,
  ]
  output.result(
    {
      dataDir: config.dataDir,
      configFile,
      chainId: config.chain.chainId,
      signer,
      peerId,
      wallet: wallet ?? null,
      listen: config.listen,
      healthPort: config.healthPort,
      offers,
      next,
    },
    [
      formatTable([
        ['configuration', configFile],
        ['chain', `${config.chain.chainId} at ${config.chain.rpcUrl}`],
        ['signer', signer],
        ['peer id', peerId],
        ...(wallet === undefined ? [] : [['wallet', wallet]]),
        ...offers.map(({ role, modelId }, i) => [i === 0 ? 'serves' : '', `${role} ${modelId}`]),
      ]),
      '',
      'Next:',
      ...next.map((step, i) => `  ${i + 1}. ${step}`),
    ].join('\n'),
  )
}
