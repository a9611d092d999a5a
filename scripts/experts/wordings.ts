/** Wordings of one part of a prompt, split once and for all: training never draws from `heldOut`. */
export type Wordings = { readonly train: readonly string[]; readonly heldOut: readonly string[] }

/** Values of one kind (names, nouns), split once and for all. */
export type Values = { readonly train: readonly string[]; readonly heldOut: readonly string[] }

/**
 * What an example is drawn from.
 * `train`: training wordings, training values. `V`: training wordings, values never trained.
 * `W`: one part in a wording never trained, of words that training knows.
 */
export type Tier = 'train' | 'V' | 'W'
