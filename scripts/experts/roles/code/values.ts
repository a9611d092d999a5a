import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.trim().split(/[\s|]+/),
  heldOut: heldOut.trim().split(/[\s|]+/),
})

/** Names of functions. */
export const FUNCTIONS = words(
  `sumEven total countWords reverse_text getMax doubleAll keep_positive solve process transform run compute f g
  calculate filterList mergeWords joinNames average_score find_longest countVowels is_even check isPrime shout
  topThree totals make_list main doIt myFunction my_func helper result cleanUp firstLetters bigNumbers evenSquares
  sumOfSquares last_items sort_words toUpper smallest fn calc foo handle convert summary report score stats`,
  `bar baz sumPositive evaluate longestWord sort_desc pick_odd product_of wordLengths mystery work execute
  count_big quick_sum slugify initials top_scores filterShort tidy lowest squareAll join_all`,
)

/** Names of lists, also said of what is in them ("a list of prices"). */
export const LISTS = words(
  `prices scores ages grades marks salaries temperatures weights heights costs points measurements readings amounts
  distances totals sales votes ratings nums xs data arr lst ns years months profits`,
  `payments speeds bills fees levels volumes areas wages samples figures`,
)

/** Names of lists of words. */
export const WORD_LISTS = words(
  'cities titles names_list countries tags animals fruits colors users labels books ws strs items_list emails files friends',
  'planets tools songs products streets rivers brands authors',
)

/** Names of texts and numbers. */
export const TEXTS = words(
  's str txt sentence_text input_text message line_text title comment t content body note query phrase_text',
  'quote caption slogan heading label_text paragraph',
)
export const NUMBERS = words(
  'n x num k y m i number1 val count_to amount age year size_of z p',
  'q v h price quantity height',
)

/** Names of further parameters. */
export const EXTRAS = words(
  'limit k min_value threshold m bound n2 target cutoff d top',
  'border edge ceiling step margin',
)
export const TEXT_EXTRAS = words(
  'sep prefix_text delimiter ch mark glue_text c needle token pattern',
  'divider piece char_to fragment',
)

/** Texts in quotes. */
export const QUOTED = words(
  'a e o x b s the un re ing ed er ab cat dog hello foo abc test - _ . ! ? / : # + ; www http .com .txt Mr A B i 0 1 -- ...',
  'z ly pre th world end M q ok @ % & = .js bye er! zz cc',
)

/** Signs that are called by a word, in one and in several. */
export const NAMED_SIGNS: Values = {
  train: [
    'a comma',
    'commas',
    'spaces',
    'a space',
    'a dash',
    'a hyphen',
    'an underscore',
    'dashes',
    'a semicolon',
    'a slash',
  ],
  heldOut: ['hyphens', 'underscores', 'a colon', 'a newline', 'semicolons'],
}

export const LANGUAGES = [
  'Python',
  'python',
  'JavaScript',
  'javascript',
  'JS',
  'js',
  'Python 3',
  'py',
] as const

export const SYLLABLES =
  'ka lo mi ren tav osh ul bri dan fe gor hin ja kel lum mar nes or pim qua ros sel tur vin wes yar zed ti ab en so ra du po cle gi'.split(
    ' ',
  )
