import { type TestWording, listWordings as w } from './stepWording.ts'

/** How each test is said, in the plural; one of a single value takes the singular by rule. */
export const TEST_WORDINGS: readonly TestWording[] = [
  {
    operation: 'even',
    phrases: w('are even; are even numbers; have an even value', 'are even values'),
    attribute: 'even',
    opposite: 'odd',
  },
  {
    operation: 'odd',
    phrases: w('are odd; are odd numbers; have an odd value; are not even', 'are odd values'),
    attribute: 'odd',
    opposite: 'even',
  },
  {
    operation: 'positive',
    phrases: w(
      'are positive; are positive numbers; have a positive value; have a positive sign',
      'are positive values',
    ),
    attribute: 'positive',
  },
  {
    operation: 'negative',
    phrases: w(
      'are negative; are negative numbers; have a negative value; have a negative sign; have a minus sign',
      'are negative values',
    ),
    attribute: 'negative',
    opposite: 'nonnegative',
  },
  {
    operation: 'nonnegative',
    phrases: w(
      'are not negative; have no minus sign; are not negative numbers; do not have a negative value; are nonnegative; do not have a minus sign',
      'are not negative values; do not have a negative sign; have no negative sign',
    ),
    attribute: 'nonnegative',
    opposite: 'negative',
  },
  {
    operation: 'above',
    phrases: w(
      'are [greater|larger|bigger|higher] than {a}; are above {a}; are over {a}; are more than {a}; exceed {a}; lie above {a}; have a value above {a}; go beyond {a}; are strictly greater than {a}',
      'lie beyond {a}; are strictly above {a}; have a value over {a}; are higher in value than {a}',
    ),
    opposite: 'atmost',
  },
  {
    operation: 'below',
    phrases: w(
      'are [less|smaller|lower] than {a}; are below {a}; are under {a}; lie below {a}; are strictly less than {a}; stay below {a}; have a value under {a}; do not reach {a}',
      'stay under {a}; are strictly below {a}; have a value below {a}; lie under {a}',
    ),
    opposite: 'atleast',
  },
  {
    operation: 'atleast',
    phrases: w(
      'are at least {a}; are {a} or more; are {a} or greater; are [greater|larger] than or equal to {a}; are not less than {a}; are not below {a}; reach {a}; are equal to {a} or above; are no less than {a}',
      'are {a} or higher; are bigger than or equal to {a}; are not smaller than {a}; have a value of at least {a}',
    ),
    opposite: 'below',
  },
  {
    operation: 'atmost',
    phrases: w(
      'are at most {a}; are {a} or less; are {a} or smaller; are [less|smaller] than or equal to {a}; are not greater than {a}; are not above {a}; do not exceed {a}; are equal to {a} or below; are no more than {a}',
      'are {a} or lower; are lower than or equal to {a}; are not bigger than {a}; have a value of at most {a}',
    ),
    opposite: 'above',
  },
  {
    operation: 'equal',
    phrases: w(
      'are equal to {a}; equal {a}; are exactly {a}; are the same as {a}; match {a}; have the value {a}; are just {a}',
      'are exactly the same as {a}; have exactly the value {a}; are exactly equal to {a}',
    ),
    opposite: 'differ',
  },
  {
    operation: 'differ',
    phrases: w(
      'are not equal to {a}; are different from {a}; differ from {a}; do not equal {a}; are not {a}; are not the same as {a}; are other than {a}',
      'do not match {a}; do not have the value {a}; are not exactly {a}',
    ),
    opposite: 'equal',
  },
  {
    operation: 'multiple',
    phrases: w(
      'are divisible by {a}; are a multiple of {a}; are multiples of {a}; can be divided by {a}; are evenly divisible by {a}; leave no remainder when divided by {a}; can be divided by {a} without remainder; divide evenly by {a}',
      'can be evenly divided by {a}; are divisible by {a} without remainder; leave no remainder after division by {a}',
    ),
  },
  {
    operation: 'prime',
    phrases: w('are prime; are prime numbers; are a prime; are primes', 'are a prime number'),
    attribute: 'prime',
  },
  {
    operation: 'longer',
    phrases: w(
      'are longer than {a} [letters|characters]; are longer than {a}; have more than {a} [letters|characters]; have a length greater than {a}; have over {a} [letters|characters]; have a length above {a}; are more than {a} [letters|characters] long',
      'have a length of more than {a}; have a length over {a}; are over {a} characters long',
    ),
  },
  {
    operation: 'shorter',
    phrases: w(
      'are shorter than {a} [letters|characters]; are shorter than {a}; have fewer than {a} [letters|characters]; have a length less than {a}; have less than {a} [letters|characters]; have a length below {a}; are less than {a} [letters|characters] long; have a length under {a}',
      'have a length of less than {a}; have under {a} characters; are under {a} letters long',
    ),
  },
  {
    operation: 'exactly',
    phrases: w(
      'have exactly {a} [letters|characters]; have a length of {a}; are exactly {a} [letters|characters] long; are {a} [letters|characters] long; have {a} [letters|characters]; have length {a}; have the length {a}',
      'have a length of exactly {a}; have a length equal to {a}; are of length {a}',
    ),
  },
  {
    operation: 'starts',
    phrases: w(
      'start with {s}; begin with {s}; have {s} at the start; have {s} at the beginning; have {s} as the first letter; have the prefix {s}; start with the prefix {s}; have {s} in front',
      'have {s} as the prefix; begin with the prefix {s}; have {s} as a prefix',
    ),
  },
  {
    operation: 'ends',
    phrases: w(
      'end with {s}; end in {s}; have {s} at the end; finish with {s}; have {s} as the last letter; have the suffix {s}; end with the suffix {s}; finish in {s}',
      'have {s} as the suffix; finish with the suffix {s}; have {s} as a suffix',
    ),
  },
  {
    operation: 'contains',
    phrases: w(
      'contain {s}; include {s}; have {s} in them; have {s} inside; hold {s}; contain the text {s}; have {s} somewhere in them; have at least one {s}',
      'contain {s} somewhere; include the text {s}; contain at least one {s}',
    ),
  },
  {
    operation: 'empty',
    phrases: w(
      'are empty; have no letters; have no characters; are an empty string; contain nothing; have nothing in them; contain no letters; contain no characters',
      'contain no single letter; are just empty; have nothing inside',
    ),
    attribute: 'empty',
    opposite: 'filled',
  },
  {
    operation: 'filled',
    phrases: w(
      'are not empty; are not an empty string; have something in them; contain something; have at least one letter; have at least one character; contain at least one letter',
      'have something inside; contain at least one character; are not just empty',
    ),
    attribute: 'nonempty',
    opposite: 'empty',
  },
  {
    operation: 'palindrome',
    phrases: w(
      'are palindromes; are a palindrome; read the same backwards; read the same forwards and backwards; are the same when reversed; are equal to their reverse',
      'are the same backwards; are the same as their reverse; read the same when reversed',
    ),
  },
]

/** Keeping the elements that pass: {that} is a phrase such as "that are even", {adj} an attribute. */
export const KEEP_WORDINGS = w(
  `keep the {items}{in} {that}; keep only the {items}{in} {that}; keep only {items}{in} {that}; keep {items} {that}{in};
  take the {items} {that}{in}; take only the {items}{in} {that}; select the {items}{in} {that}; select all {items}{in} {that};
  filter the {items} {that}{in}; filter for {items}{in} {that}; pick the {items}{in} {that}; pick out all {items}{in} {that};
  find the {items}{in} {that}; find all {items} {that}{in}; get all {items} {that}{in}; get the {items}{in} {that};
  choose the {items}{in} {that}; leave only the {items}{in} {that}; collect the {items}{in} {that}; use only {items}{in} {that};
  return the {items}{in} {that}; return only {items}{in} {that}; extract all {items}{in} {that}; list the {items}{in} {that}`,
  `select only the {items}{in} {that}; pick only {items}{in} {that}; extract the {items} {that}{in};
  collect all {items}{in} {that}; choose only {items} {that}{in}; find only the {items}{in} {that}`,
)

/** Dropping the elements that pass the opposite test. */
export const DROP_WORDINGS = w(
  `remove the {items}{in} {that}; remove all {items}{in} {that}; remove {items} {that}{in}; drop the {items}{in} {that};
  drop all {items} {that}{in}; delete all {items}{in} {that}; delete the {items}{in} {that}; discard the {items}{in} {that};
  throw away the {items}{in} {that}; throw out all {items}{in} {that}; leave out the {items}{in} {that};
  filter out the {items}{in} {that}; filter out all {items} {that}{in}; ignore the {items}{in} {that}; ignore all {items}{in} {that};
  exclude the {items}{in} {that}; skip all {items}{in} {that}; get rid of the {items}{in} {that}; take out the {items}{in} {that};
  take away all {items}{in} {that}`,
  `discard all {items}{in} {that}; throw away all {items} {that}{in}; leave out all {items}{in} {that};
  exclude all {items}{in} {that}; get rid of all {items}{in} {that}; delete {items} {that}{in}`,
)

/** Filters as nouns. */
export const KEEP_NOUNS = w(
  `the {items} in {x} {that}; the {items} of {x} {that}; all {items} in {x} {that}; the {items} {that} in {x};
  all {items} {that} in {x}; those {items} of {x} {that}; only the {items} in {x} {that}; {items} in {x} {that};
  the {items} from {x} {that}; every one of the {items} in {x} {that}; all the {items} from {x} {that}; the {items} {that}; all {items} {that}; {items} {that}`,
  `those {items} in {x} {that}; only {items} in {x} {that}; all of the {items} in {x} {that}; {items} from {x} {that}`,
)

/** Passing "at least {a}" and then "at most {b}". */
export const RANGE_PHRASES = w(
  `are between {a} and {b}; lie between {a} and {b}; are in the range from {a} to {b}; are from {a} to {b}; lie in the range {a} to {b};
  are at least {a} and at most {b}; are in the range of {a} to {b}; are not below {a} and not above {b}; have a value between {a} and {b};
  are not less than {a} and not greater than {b}`,
  'lie in the range between {a} and {b}; have a value from {a} to {b}; are not smaller than {a} and not larger than {b}',
)

/** Counting the elements that pass. */
export const COUNT_VERBS = w(
  `count the {items}{in} {that}; count {items} {that}{in}; count all {items}{in} {that}; count how many {items}{in} {pred};
  find how many {items}{in} {pred}; tell how many {items}{in} {pred}; return how many {items}{in} {pred};
  find out how many {items}{in} {pred}; say how many of the {items}{in} {pred}; compute how many {items}{in} {pred};
  return the number of {items}{in} {that}; get the number of {items} {that}{in}; return the count of {items}{in} {that};
  compute the number of {items}{in} {that}; find the number of {items}{in} {that}`,
  `count how many of the {items}{in} {pred}; get the count of {items}{in} {that}; tell the number of {items}{in} {that};
  say how many {items}{in} {pred}`,
)

/** Asking for all or for any. */
export const EVERY_PHRASES = w(
  `all {items}{in} {pred}; every {item}{in} {preds}; each {item}{in} {preds}; all the {items}{in} {pred};
  all of the {items}{in} {pred}; every single {item}{in} {preds}; each of the {items}{in} {preds}`,
  'each single {item}{in} {preds}; every one of the {items}{in} {preds}',
)
export const SOME_PHRASES = w(
  `any {item}{in} {preds}; any of the {items}{in} {pred}; some {item}{in} {preds}; at least one {item}{in} {preds};
  at least one of the {items}{in} {preds}; some of the {items}{in} {pred}; there is any {item}{in} {thats}; there is an {item}{in} {thats};
  there is at least one {item}{in} {thats}; one or more {items}{in} {pred}; any {items}{in} {pred}`,
  `any one of the {items}{in} {preds}; there is some {item}{in} {thats}; there are any {items}{in} {that}`,
)

/** Asking whether something holds: {clause} is "all numbers are even". */
export const CHECK_VERBS = w(
  `check [if|whether] {clause}; check that {clause}; return true [if|when] {clause}; tell [me|us|] whether {clause}; test [if|whether] {clause};
  find out [if|whether] {clause}; say whether {clause}; return whether {clause}; determine [if|whether] {clause};
  return true if {clause} and false otherwise; return true when {clause}, otherwise false; see if {clause};
  tell if {clause}; decide whether {clause}; return true only if {clause}; report whether {clause}; verify that {clause}`,
  `say if {clause}; verify whether {clause}; decide if {clause}; report true if {clause} and false otherwise; see whether {clause}`,
)
