/** Where the burner's key lies in this browser. */

const STORAGE_KEY = 'witan.burner'

/** Returns the burner's private key; null before the user first connected it. */
export function readBurnerKey(): string | null {
  return localStorage.getItem(STORAGE_KEY)
}

export function storeBurnerKey(privateKey: string): void {
  localStorage.setItem(STORAGE_KEY, privateKey)
}

/** Forgets the key; what it holds is lost unless the key was exported. */
export function forgetBurnerKey(): void {
  localStorage.removeItem(STORAGE_KEY)
}
