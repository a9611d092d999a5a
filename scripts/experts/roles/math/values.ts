import type { Values } from '../../wordings.ts'

/** People of word problems. */
export const NAMES: Values = {
  train:
    'Anna Ben Carla David Emma Felix Grace Henry Iris Jack Kate Leo Maria Noah Olga Peter Quinn Rosa Sam Tina Umar Vera Will Xena Yuri Zoe Amir Bella Chen Dina Eva Finn Gina Hugo Ivan Julia Karl Lena Max Nina Oscar Paula'.split(
      ' ',
    ),
  heldOut: 'Priya Mateo Ingrid Kofi Sven Leila Tomas Nadia Bruno Wanda'.split(' '),
}

/** Things that are counted. */
export const NOUNS: Values = {
  train:
    'apples books coins marbles stamps shells pencils cards stickers bottles candles tickets flowers stones cookies balls eggs buttons plates chairs oranges pens cups keys toys bricks leaves cakes pages seeds'.split(
      ' ',
    ),
  heldOut: 'lanterns magnets pebbles ribbons scarves pears tokens badges'.split(' '),
}

/** Containers, singular and plural. */
export const CONTAINERS: Values = {
  train: [
    'box boxes',
    'bag bags',
    'shelf shelves',
    'crate crates',
    'basket baskets',
    'tray trays',
    'jar jars',
    'row rows',
    'pack packs',
    'table tables',
  ],
  heldOut: ['drawer drawers', 'bucket buckets', 'carton cartons'],
}

/** Places. */
export const PLACES: Values = {
  train: 'shop garden library school room warehouse house park market office kitchen farm'.split(
    ' ',
  ),
  heldOut: 'museum stable bakery'.split(' '),
}

/** Syllables of invented names and nouns, so that training does not lean on a closed word list. */
export const SYLLABLES =
  'ka lo mi ren tav osh ul bri dan fe gor hin ja kel lum mar nes or pim qua ros sel tur vin wes yar zed ti ab en so ra du po cle gi'.split(
    ' ',
  )
