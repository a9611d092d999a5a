/** What the words about a contract consist of. */

type Power = { readonly who: string; readonly what: string; readonly limit: string }

export type ContractWords = {
  readonly about: string
  readonly powers: readonly Power[]
  /** What nobody can do. */
  readonly nobody: string
}

export type Unit =
  | 'count'
  | 'basisPoints'
  | 'thousandths'
  | 'partsOf1e18'
  | 'span'
  | 'moment'
  | 'money'
  | 'nodes'
  | 'text'

export type ValueWords = { readonly about: string; readonly unit: Unit }

/** Returns the words of a value. */
export function words(about: string, unit: Unit = 'text'): ValueWords {
  return { about, unit }
}
