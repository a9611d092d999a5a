/** What a page loads before it shows: the scripts that its HTML names, compressed. */

import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

export type PageSize = {
  /** Address of the page. */
  readonly route: string
  /** Gzipped scripts of the first load (bytes). */
  readonly bytes: number
}

/** Returns the first load of every page of a build, largest first. */
export async function measureSizes(folder: string): Promise<readonly PageSize[]> {
  const packed = new Map<string, Promise<number>>()
  const sizeOf = (script: string) => {
    const size =
      packed.get(script) ??
      readFile(join(folder, decodeURIComponent(script))).then((body) => gzipSync(body).length)
    packed.set(script, size)
    return size
  }
  const sizes: PageSize[] = []
  for await (const path of glob('**/index.html', { cwd: folder })) {
    const scripts = scriptsIn(await readFile(join(folder, path), 'utf8'))
    const parts = await Promise.all(scripts.map(sizeOf))
    const route = `/${path.replace(/index\.html$/, '')}`
    sizes.push({ route, bytes: parts.reduce((sum, part) => sum + part, 0) })
  }
  return sizes.sort((a, b) => b.bytes - a.bytes)
}

/** Scripts that run or are preloaded; old browsers' own (nomodule) are not loaded by any that can run the dApp. */
function scriptsIn(html: string): readonly string[] {
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)]
    .filter(([tag]) => !/\snomodule/i.test(tag))
    .map(([, src]) => src!)
  const preloads = [...html.matchAll(/<link[^>]*rel="preload"[^>]*as="script"[^>]*href="([^"]+)"/g)]
  return [...new Set([...tags, ...preloads.map(([, href]) => href!)])]
}
