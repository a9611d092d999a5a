/** The files of a static export, as a web server needs them. */

import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { policyIn } from './contentPolicy.ts'

export type PageFile = {
  readonly status: 200 | 404
  readonly body: Buffer
  readonly type: string
  /** Content policy of a page. */
  readonly policy: string | undefined
  /** Its name changes with its content. */
  readonly immutable: boolean
  /** Returns the body compressed; undefined where that gains nothing. */
  readonly packed: (encoding: 'br' | 'gzip') => Promise<Buffer | undefined>
}

export type PageFiles = {
  /** Returns the file of a path; `folder` where a slash is missing at its end. */
  readonly find: (pathname: string) => Promise<PageFile | 'folder' | undefined>
  readonly notFound: () => Promise<PageFile>
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

const PACKABLE = /^(text\/|application\/json|image\/svg)/
const MIN_PACKED_BYTES = 500
/** Good and quick: pages are packed when first asked for. */
const BROTLI_QUALITY = 6

/** Returns the files of a folder; each is read once while its time of change stays. */
export function createPageFiles(folder: string): PageFiles {
  const read = new Map<string, { readonly mtimeMs: number; readonly file: PageFile }>()
  const load = async (name: string, status: 200 | 404): Promise<PageFile | undefined> => {
    const path = join(folder, name)
    const state = await stat(path).catch(() => undefined)
    if (!state?.isFile()) return undefined
    const known = read.get(name)
    if (known?.mtimeMs === state.mtimeMs) return known.file
    const file = pageFile(name, await readFile(path), status)
    read.set(name, { mtimeMs: state.mtimeMs, file })
    return file
  }
  return {
    find: async (pathname) => {
      const name = nameOf(pathname)
      if (name === undefined) return undefined
      if (pathname.endsWith('/')) return await load(join(name, 'index.html'), 200)
      const file = await load(name, 200)
      if (file) return file
      return (await load(join(name, 'index.html'), 200)) ? 'folder' : undefined
    },
    notFound: async () => {
      const file = await load('404.html', 404)
      return file ?? pageFile('404.txt', Buffer.from('Not found.\n'), 404)
    },
  }
}

/** Returns a path inside the folder; undefined for one that leads out of it or is no text. */
function nameOf(pathname: string): string | undefined {
  try {
    const name = normalize(decodeURIComponent(pathname)).replace(/^[/\\]+/, '')
    return name.includes('\0') || name.split(sep).includes('..') ? undefined : name
  } catch {
    return undefined
  }
}

function pageFile(name: string, body: Buffer, status: 200 | 404): PageFile {
  const type = TYPES[extname(name)] ?? 'application/octet-stream'
  const packed = new Map<string, Promise<Buffer>>()
  return {
    status,
    body,
    type,
    policy: type.startsWith('text/html') ? policyIn(body.toString('utf8')) : undefined,
    immutable: name.startsWith(join('_next', 'static')),
    packed: async (encoding) => {
      if (body.length < MIN_PACKED_BYTES || !PACKABLE.test(type)) return undefined
      const known = packed.get(encoding) ?? pack(body, encoding)
      packed.set(encoding, known)
      return await known
    },
  }
}

async function pack(body: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  if (encoding === 'gzip') return await promisify(gzip)(body)
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY }
  return await promisify(brotliCompress)(body, { params })
}
