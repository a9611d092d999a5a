/** Reads the configuration: defaults < file < environment < flags. The only reader of process.env. */

import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { WitanError } from '#protocol/errors.ts'
import { nearestName } from './nearestName.ts'
import { type Config, type ConfigInput, configSchema } from './schema.ts'
import { DEFAULTS, environmentName, SETTING_NAMES, SETTINGS, type SettingName } from './settings.ts'

/** Where a value came from, and under which name: the file's path, the variable's name. */
export type ConfigSource = {
  readonly kind: 'default' | 'file' | 'env' | 'flag'
  readonly name: string
}

export type LoadedConfig = {
  readonly config: Config
  readonly sources: Readonly<Partial<Record<SettingName, ConfigSource>>>
}

/** The settings of one source; each may be missing. */
export type PartialConfig = { readonly [K in keyof ConfigInput]?: unknown }

export type LoadConfigOptions = {
  /** Path of a JSON file; when undefined, WITAN_CONFIG names it, or there is none. */
  readonly file?: string | undefined
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Nested as in the file; undefined values count as not given. */
  readonly flags?: PartialConfig
}

type Layer = ReadonlyMap<SettingName, { readonly value: unknown; readonly source: ConfigSource }>

/**
 * Returns the checked configuration and where each value came from.
 *
 * Relative paths in a file are relative to the file, elsewhere to the working directory.
 *
 * @throws {WitanError} CONFIG_UNKNOWN_KEY for a key that does not exist, naming the nearest one;
 * CONFIG_INVALID for a value that does not fit, naming the key and its source.
 */
export function loadConfig(options: LoadConfigOptions = {}): LoadedConfig {
  const { env = process.env, flags = {} } = options
  const file = options.file ?? env['WITAN_CONFIG']
  const layers = [
    defaultLayer(),
    ...(file === undefined ? [] : [fileLayer(resolve(file))]),
    environmentLayer(env),
    layerOf(flags, (name) => ({ kind: 'flag', name }), process.cwd()),
  ]
  const merged = new Map(layers.flatMap((layer) => [...layer]))
  addDerived(merged)
  const sources = Object.fromEntries([...merged].map(([name, { source }]) => [name, source]))
  return { config: parse(nest(merged), sources), sources }
}

function defaultLayer(): Layer {
  const source: ConfigSource = { kind: 'default', name: 'built in' }
  const entries = Object.entries(DEFAULTS) as [SettingName, unknown][]
  return new Map(
    entries.map(([name, value]) => [name, { value: located(name, value, process.cwd()), source }]),
  )
}

function fileLayer(file: string): Layer {
  let parsed: unknown
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const missing = (cause as { code?: unknown }).code === 'ENOENT'
    throw new WitanError(
      'CONFIG_INVALID',
      missing
        ? `There is no configuration file at ${file}. Run \`witan init\` or name another one with --config.`
        : `The configuration file ${file} cannot be read as JSON.`,
      // A syntax error of JSON quotes the file, which may hold a password.
      { meta: { file } },
    )
  }
  return layerOf(parsed, () => ({ kind: 'file', name: file }), dirname(file))
}

function environmentLayer(env: Readonly<Record<string, string | undefined>>): Layer {
  const names = new Map(SETTING_NAMES.map((name) => [environmentName(name), name]))
  const layer = new Map<SettingName, { value: unknown; source: ConfigSource }>()
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith('WITAN_') || variable === 'WITAN_CONFIG' || text === undefined)
      continue
    const name = names.get(variable)
    if (name === undefined) throw unknownKey(variable, [...names.keys()], 'the environment')
    const value = located(name, settingValue(name, text, variable), process.cwd())
    layer.set(name, { value, source: { kind: 'env', name: variable } })
  }
  return layer
}

function settingValue(name: SettingName, text: string, variable: string): unknown {
  switch (SETTINGS[name]) {
    case 'number':
      return text.trim() === '' ? text : Number(text)
    case 'list':
      return text === '' ? [] : text.split(',').map((item) => item.trim())
    case 'json':
      try {
        return JSON.parse(text)
      } catch {
        throw new WitanError('CONFIG_INVALID', `${variable} is not valid JSON.`, {
          meta: { key: name },
        })
      }
    case 'text':
    case 'path':
      return text
  }
}

/** Flattens nested keys and refuses those that don't exist. */
function layerOf(input: unknown, sourceOf: (name: string) => ConfigSource, folder: string): Layer {
  const layer = new Map<SettingName, { value: unknown; source: ConfigSource }>()
  const visit = (node: unknown, prefix: string) => {
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      const where = prefix === '' ? sourceOf('').name : prefix.slice(0, -1)
      throw new WitanError('CONFIG_INVALID', `${where} must be an object.`, {
        meta: { key: where },
      })
    }
    for (const [key, value] of Object.entries(node)) {
      const name = `${prefix}${key}`
      if (value === undefined) continue
      if (isSetting(name)) {
        layer.set(name, { value: located(name, value, folder), source: sourceOf(name) })
      } else if (SETTING_NAMES.some((known) => known.startsWith(`${name}.`))) {
        visit(value, `${name}.`)
      } else {
        throw unknownKey(name, namesAt(prefix), sourceOf(name).name)
      }
    }
  }
  visit(input, '')
  return layer
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name)
}

/** Names that could stand where the unknown one does, and the full ones for a key in the wrong place. */
function namesAt(prefix: string): string[] {
  const here = SETTING_NAMES.filter((name) => name.startsWith(prefix)).map(
    (name) => prefix + name.slice(prefix.length).split('.')[0],
  )
  return [...new Set([...here, ...SETTING_NAMES])]
}

function unknownKey(name: string, known: readonly string[], where: string): WitanError {
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? 'Remove it.' : `Did you mean ${nearest}?`
  return new WitanError(
    'CONFIG_UNKNOWN_KEY',
    `There is no setting ${name.slice(0, 80)} (in ${where}). ${hint}`,
    { meta: { key: name.slice(0, 80), nearest } },
  )
}

function located(name: SettingName, value: unknown, folder: string): unknown {
  const isPath = SETTINGS[name] === 'path' && typeof value === 'string' && value !== ''
  const isStream = name === 'log.destination' && (value === 'stderr' || value === 'stdout')
  return isPath && !isStream && !isAbsolute(value) ? join(folder, value) : value
}

function addDerived(merged: Map<SettingName, { value: unknown; source: ConfigSource }>): void {
  const derive = (name: SettingName, from: SettingName, make: (value: string) => string) => {
    const origin = merged.get(from)
    if (merged.has(name) || origin === undefined) return
    const source: ConfigSource = { kind: 'default', name: `from ${from}` }
    merged.set(name, { value: make(String(origin.value)), source })
  }
  derive('keystore.path', 'dataDir', (dataDir) => join(dataDir, 'signer.json'))
  derive('chain.deploymentFile', 'chain.chainId', (chainId) =>
    resolve('deployments', `${chainId}.json`),
  )
}

function nest(merged: Layer): unknown {
  const root: Record<string, Record<string, unknown>> = {}
  for (const [name, { value }] of merged) {
    const [group, key] = name.split('.') as [string, string | undefined]
    if (key === undefined) root[group] = value as Record<string, unknown>
    else root[group] = { ...root[group], [key]: value }
  }
  return root
}

function parse(input: unknown, sources: LoadedConfig['sources']): Config {
  const result = configSchema.safeParse(input)
  if (result.success) return result.data
  const { issues } = result.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!
  const key = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const offer = ['role', 'model', 'pricePer1kInputBytes', 'pricePer1kOutputTokens']
    throw unknownKey(issue.keys[0] ?? '', offer, key)
  }
  const source = sources[SETTING_NAMES.find((name) => key === name || key.startsWith(`${name}.`))!]
  const from = source === undefined ? '' : ` (from ${source.name})`
  throw new WitanError('CONFIG_INVALID', `${key}${from}: ${issue.message}.`, { meta: { key } })
}
