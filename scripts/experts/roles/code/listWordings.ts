import { type StepWording, listWordings as w } from './stepWording.ts'

const LISTS = ['nums', 'words']

/** Operations that make a list from a list, and parts of a text. */
export const LIST_WORDINGS: readonly StepWording[] = [
  {
    operation: 'take',
    verbs: w(
      'take the first {a} {items}{in}; keep the first {a} {items}{in}; keep only the first {a} {items}{in}; return the first {a} {items}{in}; get the first {a} {items}{in}; take {a} {items} from the start{in}; cut {l} after {a} {items}; pick the first {a} {items}{in}; take only the first {a} {items}{in}; cut {l} to the first {a} {items}',
      'select the first {a} {items}{in}; cut {l} to only the first {a} {items}; keep {a} {items} from the start{in}',
    ),
    nouns: w(
      'the first {a} {items} of {x}; the first {a} {items} in {x}; the first {a} of {x}; the {a} {items} at the start of {x}; the leading {a} {items} of {x}',
      'only the first {a} {items} of {x}; the {a} {items} at the beginning of {x}',
    ),
  },
  {
    operation: 'takelast',
    verbs: w(
      'take the last {a} {items}{in}; keep the last {a} {items}{in}; keep only the last {a} {items}{in}; return the last {a} {items}{in}; get the last {a} {items}{in}; take {a} {items} from the end{in}; cut {l} to the last {a} {items}; pick the last {a} {items}{in}; take only the last {a} {items}{in}',
      'select the last {a} {items}{in}; keep {a} {items} from the end{in}; get only the last {a} {items}{in}',
    ),
    nouns: w(
      'the last {a} {items} of {x}; the last {a} {items} in {x}; the last {a} of {x}; the {a} {items} at the end of {x}; the final {a} {items} of {x}',
      'only the last {a} {items} of {x}; the final {a} of {x}',
    ),
  },
  {
    operation: 'skip',
    verbs: w(
      'skip the first {a} {items}{in}; drop the first {a} {items}{in}; remove the first {a} {items}{in}; leave out the first {a} {items}{in}; ignore the first {a} {items}{in}; cut off the first {a} {items}{in}; skip {a} {items} at the start{in}; discard the first {a} {items}{in}; delete the first {a} {items}{in}; remove {a} {items} from the start{in}; start after the first {a} {items}{in}',
      'throw away the first {a} {items}{in}; drop {a} {items} at the start{in}; take away the first {a} {items}{in}',
    ),
    nouns: w(
      '{x} without the first {a} {items}; all but the first {a} {items} of {x}; everything after the first {a} {items} of {x}; the rest of {x} after the first {a} {items}; {x} without the first {a}',
      'all {items} of {x} but the first {a}; everything but the first {a} {items} of {x}',
    ),
  },
  {
    operation: 'reverse',
    from: LISTS,
    verbs: w(
      'reverse {l}; reverse the order of {l}; turn {l} around; put {l} in reverse order; flip the order of {l}; reverse the order of the {items}{in}; put {l} in the opposite order; list {l} from the end to the start; change the order of {l} to its reverse; read {l} from the back',
      'list {l} in reverse order; flip {l} around; turn the order of {l} around; order {l} from the end to the start',
    ),
    nouns: w(
      '{x} reversed; {x} in reverse order; {x} in reverse; the reverse of {x}; {x} in the opposite order; {x} from the end to the start; {x} backwards',
      'the reversed version of {x}; {x} with the order reversed; {x} from the back to the start',
    ),
  },
  {
    operation: 'sort',
    from: ['nums'],
    verbs: w(
      'sort {l}; sort {l} in ascending order; sort {l} from [small to large|low to high|smallest to largest]; order {l}; put {l} in ascending order; order {l} from [small to large|lowest to highest]; arrange {l} in ascending order; sort {l} ascending; put {l} in order; sort {l} in increasing order; arrange {l} from smallest to largest',
      'order {l} in increasing order; arrange {l} from low to high; put {l} in increasing order; order {l} ascending',
    ),
    nouns: w(
      '{x} sorted; {x} in ascending order; {x} sorted from [small to large|low to high]; the sorted {x}; {x} in increasing order; {x} ordered from smallest to largest; the sorted version of {x}; {x} sorted in ascending order',
      '{x} sorted ascending; {x} ordered from low to high; {x} put in order from smallest to largest',
    ),
  },
  {
    operation: 'descend',
    from: ['nums'],
    verbs: w(
      'sort {l} in descending order; sort {l} from [large to small|high to low|largest to smallest]; put {l} in descending order; order {l} from [large to small|highest to lowest]; arrange {l} in descending order; sort {l} descending; sort {l} with the largest first; sort {l} in decreasing order; arrange {l} from largest to smallest; order {l} with the highest first',
      'order {l} in decreasing order; arrange {l} from high to low; put {l} in decreasing order; order {l} descending; sort {l} with the highest first',
    ),
    nouns: w(
      '{x} in descending order; {x} sorted from [large to small|high to low]; {x} in decreasing order; {x} ordered from largest to smallest; {x} sorted in descending order; {x} sorted with the largest first',
      '{x} sorted descending; {x} ordered from high to low; {x} with the largest first',
    ),
  },
  {
    operation: 'sort',
    from: ['words'],
    verbs: w(
      'sort {l}; sort {l} alphabetically; sort {l} in alphabetical order; put {l} in alphabetical order; order {l} alphabetically; arrange {l} in alphabetical order; arrange {l} alphabetically; order {l} by the alphabet; put {l} in order; sort {l} by the alphabet; sort {l} by name',
      'order {l} in alphabetical order; arrange {l} by the alphabet; put {l} in order by the alphabet',
    ),
    nouns: w(
      '{x} sorted; {x} in alphabetical order; {x} sorted alphabetically; the sorted {x}; the sorted version of {x}; {x} ordered alphabetically; {x} sorted by the alphabet',
      '{x} sorted in alphabetical order; {x} ordered by the alphabet; {x} put in alphabetical order',
    ),
  },
  {
    operation: 'descend',
    from: ['words'],
    verbs: w(
      'sort {l} in reverse alphabetical order; put {l} in reverse alphabetical order; sort {l} alphabetically in reverse; order {l} in reverse alphabetical order; arrange {l} in reverse alphabetical order; sort {l} alphabetically backwards; sort {l} alphabetically from the end of the alphabet; order {l} alphabetically in reverse',
      'arrange {l} alphabetically in reverse; order {l} alphabetically backwards',
    ),
    nouns: w(
      '{x} in reverse alphabetical order; {x} sorted in reverse alphabetical order; {x} sorted alphabetically in reverse; {x} in alphabetical order backwards',
      '{x} ordered alphabetically in reverse; {x} sorted alphabetically backwards',
    ),
  },
  {
    operation: 'bylength',
    verbs: w(
      'sort {l} by length; order {l} by length; sort {l} by their length; sort {l} from [shortest to longest|short to long]; arrange {l} by length; put {l} in order of length; sort {l} with the shortest first; order {l} from [shortest to longest|short to long]; sort {l} by the number of letters; put the shortest {items} first',
      'arrange {l} by their length; order {l} with the shortest first; arrange {l} from short to long; order {l} by the number of letters',
    ),
    nouns: w(
      '{x} sorted by length; {x} ordered by length; {x} from shortest to longest; {x} in order of length; {x} sorted from short to long',
      '{x} sorted by the number of letters; {x} put in order by length; {x} with the shortest first',
    ),
  },
  {
    operation: 'flip',
    from: ['words'],
    verbs: w(
      'reverse each {item}{in}; reverse the [letters|characters] of each {item}{in}; write each {item} backwards{in}; spell every {item} backwards{in}; turn every {item} around{in}; flip each {item}{in}; flip the letters of every {item}{in}; reverse every single {item}{in}; reverse the letters in each {item}{in}; reverse the order of the letters in every {item}{in}; read each {item} backwards{in}',
      'flip the characters of each {item}{in}; turn the letters of each {item} around{in}; spell each {item} from the end to the start{in}',
    ),
    nouns: w(
      'each {item} of {x} reversed; the {items} of {x} spelled backwards; the {items} in {x} with their letters reversed; every {item} of {x} written backwards; the {items} of {x} each reversed; the reverse of each {item} in {x}',
      'each {item} of {x} spelled backwards; the reverse of every {item} in {x}',
    ),
  },
  {
    operation: 'length',
    from: ['words'],
    verbs: w(
      'take the length of each {item}{in}; replace each {item} by its length{in}; get the length of every {item}{in}; compute the lengths{in}; turn every {item} into its length{in}; count the [letters|characters] of each {item}{in}; count the letters in every {item}{in}; measure each {item}{in}; find the length of each {item}{in}; return the length of every {item}{in}; get the lengths{in}; find how long each {item} is{in}',
      'measure the length of every {item}{in}; change each {item} to its length{in}; find out the length of each {item}{in}; return the lengths{in}',
    ),
    nouns: w(
      'the lengths of {x}; the length of each {item} in {x}; the lengths of the {items} in {x}; the number of letters of each {item} in {x}; how long each {item} in {x} is; the length of every {item} of {x}; the letter count of each {item} in {x}',
      'the number of characters of every {item} in {x}; the lengths of all {items} in {x}',
    ),
  },
  {
    operation: 'unique',
    verbs: w(
      'remove duplicates{in}; remove the duplicates{in}; remove all duplicates{in}; drop duplicates{in}; drop duplicate {items}{in}; keep each {item} only once{in}; keep only unique {items}{in}; delete duplicate {items}{in}; remove duplicate {items}{in}; remove repeated {items}{in}; make {l} unique; keep only distinct {items}{in}; get rid of duplicates{in}; keep the distinct {items}{in}; keep every {item} just once{in}; filter out duplicates{in}',
      'delete all duplicates{in}; drop repeated {items}{in}; get rid of repeated {items}{in}; keep only one of each {item}{in}; take the unique {items}{in}',
    ),
    nouns: w(
      'the unique {items} [of|in] {x}; the distinct {items} [of|in] {x}; {x} without duplicates; {x} without repeated {items}; all unique {items} in {x}; {x} with duplicates removed; all distinct {items} of {x}; the different {items} in {x}',
      'all different {items} in {x}; {x} with all duplicates removed; {x} without any duplicates',
    ),
  },
]

/** Sorting and taking the first, said as one; {b} is how many. */
export const LEADING_WORDINGS: readonly StepWording[] = [
  {
    operation: 'descend',
    verbs: w(
      'return the {b} [largest|biggest|highest] {items}{in}; get the {b} [largest|biggest|highest] {items}{in}; find the {b} [largest|biggest|highest] {items}{in}; keep only the {b} [largest|biggest|highest] {items}{in}; take the {b} [largest|biggest|highest] {items}{in}; pick the {b} [largest|biggest|highest] {items}{in}',
      'select the {b} [largest|biggest|highest] {items}{in}; keep the {b} [largest|biggest|highest] {items}{in}; pick only the {b} [largest|biggest|highest] {items}{in}',
    ),
    nouns: w(
      'the {b} [largest|biggest|highest] {items} [in|of] {x}; the {b} [largest|biggest|highest] of {x}; the {b} [largest|biggest|highest] {items} from {x}',
      'only the {b} [largest|biggest|highest] {items} of {x}; the {b} [largest|biggest|highest] ones of {x}',
    ),
  },
  {
    operation: 'sort',
    verbs: w(
      'return the {b} [smallest|lowest] {items}{in}; get the {b} [smallest|lowest] {items}{in}; find the {b} [smallest|lowest] {items}{in}; keep only the {b} [smallest|lowest] {items}{in}; take the {b} [smallest|lowest] {items}{in}; pick the {b} [smallest|lowest] {items}{in}',
      'select the {b} [smallest|lowest] {items}{in}; keep the {b} [smallest|lowest] {items}{in}; pick only the {b} [smallest|lowest] {items}{in}',
    ),
    nouns: w(
      'the {b} [smallest|lowest] {items} [in|of] {x}; the {b} [smallest|lowest] of {x}; the {b} [smallest|lowest] {items} from {x}',
      'only the {b} [smallest|lowest] {items} of {x}; the {b} [smallest|lowest] ones of {x}',
    ),
  },
]
