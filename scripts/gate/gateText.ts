/** Wordings of one class. `{kind}` is a value of values.ts, `[a|b]` a choice; training never draws from `heldOut`. */
export type GateText = {
  readonly train: readonly string[]
  readonly heldOut: readonly string[]
}
