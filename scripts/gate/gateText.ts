/** Wordings of one class. `{kind}` is a value of values.ts, `[a|b]` a choice; training never draws from `heldOut`. */
export type GateText = {
  readonly train: readonly string[]
  readonly heldOut: readonly string[]
}

/**
 * What a prompt is drawn from. `train`: trained wordings and values. `values`: trained wordings with values never
 * trained. `wordings`: wordings never trained. To calibrate, a fit is made without every fifth trained wording:
 * `fit` draws from the others, `calibrate` from these.
 */
export type Tier = 'train' | 'values' | 'wordings' | 'fit' | 'calibrate'

const CALIBRATION_STEP = 5

/** Returns the wordings that a tier draws from. */
export function wordingsOf({ train, heldOut }: GateText, tier: Tier): readonly string[] {
  switch (tier) {
    case 'train':
    case 'values':
      return train
    case 'wordings':
      return heldOut
    case 'fit':
      return train.filter((_, index) => index % CALIBRATION_STEP !== 1)
    case 'calibrate':
      return train.filter((_, index) => index % CALIBRATION_STEP === 1)
  }
}

/** Returns which side of the value lists a tier draws from. */
export function valueSideOf(tier: Tier): keyof GateText {
  return tier === 'values' || tier === 'calibrate' ? 'heldOut' : 'train'
}
