/** Returns a URL as it may be shown: no user, password, path or query, since RPC providers put keys in all of them. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  } catch {
    return 'the RPC address'
  }
}
