import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

/** People's names; the model sees only that something is a name. */
export const NAMES = words(
  'Anna|Paul|Marie|Peter|Emma|Lucas|Sophie|Thomas|Julia|Marc|Claire|David|Laura|Simon|Alice|Hugo|Sarah|Leo|Nina|Felix',
  'Camille|Victor|Olivia|Bruno|Amelia|Oscar|Louise|Gabriel',
)

export const CITIES = words(
  'Paris|London|Lyon|Berlin|Rome|Madrid|Geneva|Boston|Oslo|Vienna|Nice|Lisbon|Montreal|Tokyo',
  'Dublin|Bordeaux|Prague|Chicago|Athens|Lille',
)
