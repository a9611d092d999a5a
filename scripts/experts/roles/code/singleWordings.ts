import { type StepWording, listWordings as w } from './stepWording.ts'

/** Operations of one text or number that are not said of each element. */
export const SINGLE_WORDINGS: readonly StepWording[] = [
  {
    operation: 'words',
    verbs: w(
      'split {o} into words; break {o} into words; cut {o} into words; turn {o} into a list of words; divide {o} into words; split {o} into a list of words; get the words of {o}; take the words of {o}; separate {o} into words; split {o} word by word; convert {o} to a list of words',
      'separate {o} into a list of words; break {o} into a list of words; take the list of words of {o}',
    ),
    nouns: w(
      'the words of {x}; the words in {x}; the list of words in {x}; all words in {x}; {x} split into words; all words of {x}; every word of {x}',
      'the list of words of {x}; {x} cut into words; each word in {x}',
    ),
  },
  {
    operation: 'split',
    verbs: w(
      'split {o} at {s}; split {o} by {s}; split {o} on {s}; cut {o} at every {s}; break {o} at {s}; separate {o} at every {s}; split {o} into parts at {s}; divide {o} at every {s}; split {o} at each {s}; break {o} into pieces at every {s}; turn {o} into a list by splitting at {s}; cut {o} into parts at {s}',
      'break {o} at each {s}; cut {o} into pieces at {s}; separate {o} by {s}; divide {o} into parts at {s}',
    ),
    nouns: w(
      'the parts of {x} between {s}; the pieces of {x} split at {s}; {x} split at {s}; {x} split by {s}; the parts of {x} separated by {s}; the pieces of {x} between {s}',
      'the pieces of {x} separated by {s}; {x} split on {s}; {x} cut at every {s}',
    ),
  },
  {
    operation: 'letters',
    verbs: w(
      'split {o} into [letters|characters]; break {o} into [letters|characters]; turn {o} into a list of [letters|characters]; take the [letters|characters] of {o}; cut {o} into single [letters|characters]; split {o} into a list of [letters|characters]; separate {o} into [letters|characters]; convert {o} to a list of [letters|characters]; get the [letters|characters] of {o}',
      'break {o} into a list of letters; divide {o} into single characters; separate {o} into a list of characters',
    ),
    nouns: w(
      'the [letters|characters] of {x}; the [letters|characters] in {x}; the list of [letters|characters] in {x}; all [letters|characters] of {x}; {x} split into [letters|characters]; the single [letters|characters] of {x}',
      'the list of letters of {x}; all characters in {x}; the single letters in {x}',
    ),
  },
  {
    operation: 'occurs',
    verbs: w(
      'count how often {s} occurs in {o}; count how many times {s} appears in {o}; count the number of {s} in {o}; count every {s} in {o}; count {s} in {o}; return how often {s} appears in {o}; count the occurrences of {s} in {o}; find how many times {s} occurs in {o}; return how many times {s} is in {o}; find how often {s} is found in {o}; tell how many {s} are in {o}; count all {s} in {o}',
      'count how often {s} is in {o}; find the number of occurrences of {s} in {o}; tell how often {s} occurs in {o}; return the number of {s} in {o}',
    ),
    nouns: w(
      'the number of {s} in {x}; how often {s} occurs in {x}; the number of times {s} appears in {x}; the number of occurrences of {s} in {x}; how many times {s} occurs in {x}; how many {s} {x} has; the count of {s} in {x}',
      'how often {s} appears in {x}; how many times {s} is found in {x}; the number of times {s} occurs in {x}',
    ),
  },
  {
    operation: 'factorial',
    verbs: w(
      'compute the factorial of {o}; calculate the factorial of {o}; return the factorial of {o}; find the factorial of {o}; take the factorial of {o}; get the factorial of {o}; give back the factorial of {o}; multiply all numbers from one to {o}; work out the factorial of {o}',
      'turn {o} into its factorial; compute the product of all numbers from one to {o}; replace {o} by its factorial',
    ),
    nouns: w(
      'the factorial of {x}; the factorial value of {x}; the product of all numbers from one to {x}; {x} factorial',
      'the product of the numbers from one to {x}; the factorial for {x}',
    ),
  },
  {
    operation: 'upto',
    verbs: w(
      'list the numbers from one to {o}; count from one to {o}; count up to {o}; make a list of the numbers from one to {o}; list all numbers up to {o}; return the numbers from one to {o}; create a list of all numbers up to {o}; take the numbers from one to {o}; generate the numbers up to {o}; count from one up to {o}; take all numbers up to {o}',
      'create a list of the numbers from one to {o}; generate all numbers from one to {o}; list the numbers up to {o}; make a list of all numbers up to {o}',
    ),
    nouns: w(
      'the numbers from one to {x}; all numbers from one to {x}; the numbers up to {x}; all numbers up to {x}; the list of numbers from one to {x}; the range from one to {x}; every number from one to {x}',
      'the list of numbers up to {x}; every number up to {x}; the numbers from one up to {x}',
    ),
  },
  {
    operation: 'digits',
    verbs: w(
      'split {o} into digits; take the digits of {o}; get the digits of {o}; list the digits of {o}; split {o} into its digits; break {o} into digits; turn {o} into a list of digits; separate the digits of {o}; return the digits of {o}; convert {o} to its digits',
      'break {o} into its digits; convert {o} to a list of digits; separate {o} into digits',
    ),
    nouns: w(
      'the digits of {x}; the digits in {x}; all digits of {x}; the list of digits of {x}; the single digits of {x}; every digit of {x}',
      'the list of digits in {x}; all digits in {x}; each digit of {x}',
    ),
  },
  {
    operation: 'divisors',
    verbs: w(
      'list the divisors of {o}; find all divisors of {o}; find the divisors of {o}; return the divisors of {o}; list all numbers that divide {o}; get the divisors of {o}; list the factors of {o}; find the factors of {o}; compute the divisors of {o}; collect the divisors of {o}; find all numbers that divide {o}',
      'return all divisors of {o}; get all numbers that divide {o}; collect all factors of {o}',
    ),
    nouns: w(
      'the divisors of {x}; all divisors of {x}; the factors of {x}; the numbers that divide {x}; the list of divisors of {x}; all factors of {x}',
      'all numbers that divide {x}; the list of factors of {x}',
    ),
  },
]
