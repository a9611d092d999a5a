/** Returns bytes from the platform's secure random source, in Node and in browsers. */
export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}
