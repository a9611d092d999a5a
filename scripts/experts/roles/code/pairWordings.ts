import type { Wordings } from '../../wordings.ts'
import { listWordings as w } from './stepWording.ts'

/** What is made of two numbers: `verbs` after they were named, `nouns` with them in {x}. */
export type PairWording = {
  readonly operation: string
  readonly verbs: Wordings
  readonly nouns: Wordings
}

/** What is computed of two numbers. */
export const PAIR_WORDINGS: readonly PairWording[] = [
  {
    operation: 'plus',
    verbs: w(
      'add them; add them together; return their sum; return the sum; add both; sum them; compute the sum; add the first to the second; return the total; calculate their sum; add them up',
      'compute their sum; add both together; calculate the total of both',
    ),
    nouns: w(
      'the sum of {x}; {x} added together; the total of {x}; the result of adding {x}',
      'the total sum of {x}; {x} added up',
    ),
  },
  {
    operation: 'minus',
    verbs: w(
      'subtract the second from the first; return their difference; return the difference; take the second away from the first; subtract them; compute the difference; reduce the first by the second; calculate their difference; return the first minus the second',
      'compute their difference; compute the first minus the second; reduce the first by the second one',
    ),
    nouns: w(
      'the difference of {x}; the difference between {x}; the result of subtracting {x}',
      'the difference of the two: {x}; the difference that {x} have',
    ),
  },
  {
    operation: 'times',
    verbs: w(
      'multiply them; multiply them together; return their product; return the product; multiply both; compute the product; calculate their product; multiply the first by the second; multiply them with each other',
      'compute their product; multiply both together; multiply the first with the second',
    ),
    nouns: w(
      'the product of {x}; {x} multiplied together; {x} multiplied with each other; the result of multiplying {x}',
      'the total product of {x}; the product of both of {x}',
    ),
  },
  {
    operation: 'divide',
    verbs: w(
      'divide the first by the second; return their quotient; return the quotient; divide them; compute the quotient; return the first divided by the second; split the first by the second; calculate their quotient',
      'compute their quotient; compute the first divided by the second; divide the first through the second',
    ),
    nouns: w(
      'the quotient of {x}; the result of dividing {x}; the ratio of {x}',
      'the ratio between {x}; the quotient between {x}',
    ),
  },
  {
    operation: 'power',
    verbs: w(
      'raise the first to the power of the second; raise the first to the second; return the first to the power of the second; take the first to the power of the second; put the first to the power of the second; use the second as the exponent of the first',
      'compute the first to the power of the second; raise the first to the exponent of the second',
    ),
    nouns: w(
      'the power of {x}; the first of {x} to the power of the second; the first of {x} raised to the second',
      'the first of {x} raised to the power of the second',
    ),
  },
  {
    operation: 'modulo',
    verbs: w(
      'return the remainder; take the first modulo the second; return the remainder of the division; return the remainder when the first is divided by the second; compute the remainder of the first divided by the second; return the first modulo the second; compute the remainder',
      'compute the first modulo the second; take the remainder of the division; calculate the remainder when the first is divided by the second',
    ),
    nouns: w(
      'the remainder of {x}; the remainder of dividing {x}; the remainder after dividing {x}; the remainder of the division of {x}',
      'the remainder after division of {x}; the remainder when dividing {x}',
    ),
  },
  {
    operation: 'larger',
    verbs: w(
      'return the [larger|bigger|greater|higher] one; return the [larger|bigger|greater|higher]; return the [larger|bigger] of them; return the maximum; find the [larger|bigger|greater] one; take the larger one; pick the [larger|bigger]; return whichever is [larger|bigger|greater]; give back the [larger|higher] one; return the largest; get the max; return the larger of both',
      'pick the larger one; find the maximum; give back whichever is larger; take the bigger of both',
    ),
    nouns: w(
      'the [larger|bigger|greater|higher] of {x}; the maximum of {x}; the largest of {x}; the max of {x}; whichever of {x} is larger',
      'whichever of {x} is bigger; the highest of {x}; the [larger|bigger] one of {x}',
    ),
  },
  {
    operation: 'smaller',
    verbs: w(
      'return the [smaller|lower|lesser] one; return the [smaller|lower|lesser]; return the smaller of them; return the minimum; find the [smaller|lower] one; take the smaller one; pick the [smaller|lower]; return whichever is [smaller|lower]; give back the [smaller|lower] one; return the smallest; get the min; return the smaller of both',
      'pick the smaller one; find the minimum; give back whichever is smaller; take the lower of both',
    ),
    nouns: w(
      'the [smaller|lower|lesser] of {x}; the minimum of {x}; the smallest of {x}; the min of {x}; whichever of {x} is smaller',
      'whichever of {x} is lower; the lowest of {x}; the [smaller|lower] one of {x}',
    ),
  },
  {
    operation: 'average',
    verbs: w(
      'return their average; return the average; average them; return the mean; compute the average; compute their mean; take the average; calculate the mean of both; return the value in the middle between them',
      'compute their average; take the mean; calculate their mean',
    ),
    nouns: w(
      'the average of {x}; the mean of {x}; the average value of {x}; the middle between {x}',
      'the mean value of {x}; the middle of {x}',
    ),
  },
]

/** What is asked of two numbers, as a clause; {p} and {q} are the first and the second. */
export const PAIR_CHECKS: readonly { readonly operation: string; readonly clauses: Wordings }[] = [
  {
    operation: 'above',
    clauses: w(
      '{p} is [greater|larger|bigger|higher] than {q}; {p} is above {q}; {p} is more than {q}; {p} exceeds {q}; {p} is over {q}',
      '{p} is strictly greater than {q}; {p} lies above {q}',
    ),
  },
  {
    operation: 'below',
    clauses: w(
      '{p} is [less|smaller|lower] than {q}; {p} is below {q}; {p} is under {q}; {p} is strictly less than {q}; {p} lies below {q}',
      '{p} is strictly smaller than {q}; {p} stays below {q}',
    ),
  },
  {
    operation: 'equal',
    clauses: w(
      'they are equal; both are equal; they are the same; both are the same; {p} equals {q}; {p} is equal to {q}; {p} is the same as {q}; both have the same value',
      '{p} has the same value as {q}; they have the same value; {p} and {q} are equal',
    ),
  },
  {
    operation: 'multiple',
    clauses: w(
      '{p} is divisible by {q}; {p} is a multiple of {q}; {p} can be divided by {q}; {p} is evenly divisible by {q}; {q} divides {p}; {p} can be divided by {q} without remainder',
      '{p} can be evenly divided by {q}; {q} divides {p} evenly; {q} divides {p} without remainder',
    ),
  },
]

/** Whether a value is in a list: {x} is the list, {v} the value. */
export const HAS_CLAUSES = w(
  '{x} contains {v}; {v} is in {x}; {x} includes {v}; {v} is among {x}; {x} has {v} in it; {v} occurs in {x}; {v} is one of {x}; {v} is part of {x}; {x} contains the value {v}; {v} appears in {x}; {v} can be found in {x}; {v} is found in {x}; {x} holds {v}',
  '{x} holds the value {v}; the value {v} is in {x}; {v} is found among {x}',
)
