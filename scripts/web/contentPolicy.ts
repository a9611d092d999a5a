/** The rules under which the dApp's pages run: their own scripts, this server, chain and nodes on loopback. */

import { createHash } from 'node:crypto'

/** A header can say it; a page can't say it of itself. */
export const HEADER_ONLY = "frame-ancestors 'none'"

/** How a page carries its rules. */
const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"\/>/
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g

/** Returns a page with its rules in it: nothing runs inline but what it was built with. */
export function withPolicy(html: string): string {
  const bare = html.replace(META, '')
  const hashes = [...bare.matchAll(INLINE_SCRIPT)].map(
    ([, script]) => `'sha256-${createHash('sha256').update(script!).digest('base64')}'`,
  )
  const policy = policyOf([...new Set(hashes)])
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`
  const head = /<head[^>]*>/
  if (!head.test(bare)) throw new Error('The page has no head to carry its content policy.')
  // The character set must stay within the first kilobyte, and the rules before the first script.
  return bare.replace(/<head[^>]*>(?:<meta charSet="[^"]*"\/>)?/i, (start) => `${start}${meta}`)
}

/** Returns the rules that a page carries; undefined where it carries none. */
export function policyIn(html: string): string | undefined {
  return META.exec(html)?.[1]
}

function policyOf(hashes: readonly string[]): string {
  return [
    "default-src 'none'",
    // libsodium is WebAssembly.
    ["script-src 'self' 'wasm-unsafe-eval'", ...hashes].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
