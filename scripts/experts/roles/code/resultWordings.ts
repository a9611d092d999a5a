import { type StepWording, listWordings as w } from './stepWording.ts'

/** Operations that make one thing of a list. */
export const RESULT_WORDINGS: readonly StepWording[] = [
  {
    operation: 'sum',
    verbs: w(
      'sum {l}; sum up {l}; add up {l}; add {l} up; add {l} together; total {l}; calculate the sum{in}; compute the sum{in}; return the sum{in}; return the total{in}; give back the sum{in}; sum all {items}{in}; add all {items} together{in}; compute the total{in}; find the sum{in}; sum them all up{in}; work out the total{in}; get the total{in}',
      'work out the sum{in}; calculate the total{in}; give back the total{in}; add up all {items}{in}; total all {items}{in}',
    ),
    nouns: w(
      'the sum of {x}; the total of {x}; the sum of all {x}; {x} added together; {x} summed up; the sum over {x}; {x} added up; the total sum of {x}',
      'the total of all {x}; the total over {x}; {x} summed together',
    ),
  },
  {
    operation: 'product',
    verbs: w(
      'multiply {l} together; multiply all {items} together{in}; return the product{in}; compute the product{in}; calculate the product{in}; multiply all of them together{in}; take the product{in}; find the product{in}; give back the product{in}; multiply {l} with each other; get the product{in}; multiply all {items} with each other{in}',
      'work out the product{in}; multiply all {items}{in}; multiply all of them with each other{in}',
    ),
    nouns: w(
      'the product of {x}; the product of all {x}; {x} multiplied together; {x} multiplied with each other; the product over {x}',
      'all {x} multiplied together; the total product of {x}',
    ),
  },
  {
    operation: 'max',
    verbs: w(
      'return the [largest|biggest|highest|greatest] {item}{in}; find the [largest|biggest|highest|greatest] {item}{in}; return the maximum{in}; find the maximum{in}; take the maximum{in}; get the [largest|biggest|highest] {item}{in}; return the [largest|biggest|highest]{in}; pick the [largest|biggest|highest] {item}{in}; give back the [largest|highest] one{in}; take the largest{in}; compute the maximum{in}; get the max{in}; return the max{in}',
      'give back the maximum{in}; pick the maximum{in}; take the [biggest|greatest] {item}{in}; find the [largest|highest] one{in}; get the maximum {item}{in}',
    ),
    nouns: w(
      'the [largest|biggest|highest|greatest] {item} [in|of] {x}; the maximum of {x}; the [largest|biggest|highest|greatest] of {x}; the max of {x}; the maximum value in {x}; the maximum in {x}',
      'the max in {x}; the maximum {item} of {x}; the [largest|biggest] one in {x}',
    ),
  },
  {
    operation: 'min',
    verbs: w(
      'return the [smallest|lowest|least] {item}{in}; find the [smallest|lowest] {item}{in}; return the minimum{in}; find the minimum{in}; take the minimum{in}; get the [smallest|lowest] {item}{in}; return the [smallest|lowest]{in}; pick the [smallest|lowest] {item}{in}; give back the [smallest|lowest] one{in}; take the smallest{in}; compute the minimum{in}; get the min{in}; return the min{in}',
      'give back the minimum{in}; pick the minimum{in}; take the [lowest|least] {item}{in}; find the [smallest|lowest] one{in}; get the minimum {item}{in}',
    ),
    nouns: w(
      'the [smallest|lowest|least] {item} [in|of] {x}; the minimum of {x}; the [smallest|lowest|least] of {x}; the min of {x}; the minimum value in {x}; the minimum in {x}',
      'the min in {x}; the minimum {item} of {x}; the [smallest|lowest] one in {x}',
    ),
  },
  {
    operation: 'spread',
    verbs: w(
      'return the difference between the [largest|biggest|highest] and the [smallest|lowest] {item}{in}; compute the difference between the maximum and the minimum{in}; find the difference between the [largest|highest] and the [smallest|lowest]{in}; subtract the minimum from the maximum{in}; return the range{in}; compute the range{in}; subtract the smallest {item} from the largest{in}; take the largest minus the smallest{in}; find the range{in}',
      'take the difference between the maximum and the minimum{in}; compute the maximum minus the minimum{in}; get the range{in}',
    ),
    nouns: w(
      'the difference between the [largest|biggest|highest] and the [smallest|lowest] {item} [in|of] {x}; the difference between the maximum and the minimum of {x}; the range of {x}; the distance between the smallest and the largest {item} in {x}; the maximum minus the minimum of {x}',
      'the distance between the minimum and the maximum of {x}; the largest minus the smallest {item} of {x}',
    ),
  },
  {
    operation: 'average',
    from: ['nums'],
    verbs: w(
      'return the average{in}; compute the average{in}; calculate the average{in}; return the mean{in}; compute the mean{in}; find the average{in}; take the average{in}; average {l}; get the mean{in}; give back the average{in}; calculate the mean{in}; work out the average{in}; return the average {item}{in}; find the mean value{in}',
      'work out the mean{in}; give back the mean{in}; get the average value{in}; take the mean{in}',
    ),
    nouns: w(
      'the average of {x}; the mean of {x}; the average value of {x}; the mean value of {x}; the arithmetic mean of {x}; the average of all {x}; the average {item} in {x}',
      'the average over {x}; the mean of all {x}; the arithmetic average of {x}',
    ),
  },
  {
    operation: 'count',
    verbs: w(
      'count {l}; count the {items}{in}; return the count{in}; return how many there are{in}; return the number of {items}{in}; count how many there are{in}; find how many {items} there are{in}; count all {items}{in}; return how many {items} there are{in}; get the number of {items}{in}; tell how many there are{in}; return the length of {l}; count how many are left{in}; return how many are left{in}',
      'find the number of {items}{in}; tell how many {items} there are{in}; get the count{in}; tell how many are left{in}',
    ),
    nouns: w(
      'the number of {items} in {x}; the count of {x}; how many {items} there are in {x}; the number of {x}; the length of {x}; how many {items} {x} has; the count of {items} in {x}; the size of {x}',
      'how many {items} are in {x}; the total number of {items} in {x}; how many there are in {x}',
    ),
  },
  {
    operation: 'first',
    verbs: w(
      'return the first {item}{in}; take the first {item}{in}; get the first {item}{in}; give back the first {item}{in}; pick the first {item}{in}; return the first one{in}; return only the first {item}{in}; take the first one{in}; give back the first one{in}; find the first {item}{in}',
      'get the first one{in}; take only the first {item}{in}; pick the first one{in}',
    ),
    nouns: w(
      'the first {item} of {x}; the first {item} in {x}; the first of {x}; the {item} at the start of {x}; the first one of {x}; the {item} in front of {x}',
      'the first one in {x}; only the first {item} of {x}; the {item} at the beginning of {x}',
    ),
  },
  {
    operation: 'last',
    verbs: w(
      'return the last {item}{in}; take the last {item}{in}; get the last {item}{in}; give back the last {item}{in}; pick the last {item}{in}; return the last one{in}; return only the last {item}{in}; take the last one{in}; return the final {item}{in}; find the last {item}{in}; give back the last one{in}',
      'get the last one{in}; take only the last {item}{in}; get the final {item}{in}',
    ),
    nouns: w(
      'the last {item} of {x}; the last {item} in {x}; the last of {x}; the {item} at the end of {x}; the last one of {x}; the final {item} of {x}',
      'the last one in {x}; only the last {item} of {x}; the final {item} in {x}',
    ),
  },
  {
    operation: 'longest',
    verbs: w(
      'return the longest {item}{in}; find the longest {item}{in}; return the longest{in}; return the longest one{in}; get the longest {item}{in}; pick the longest {item}{in}; take the longest one{in}; give back the longest {item}{in}; return the {item} with the most letters{in}; find the {item} with the most letters{in}; take the longest {item}{in}',
      'give back the longest one{in}; pick the longest{in}; get the {item} with the most letters{in}; find the longest one{in}',
    ),
    nouns: w(
      'the longest {item} [in|of] {x}; the longest of {x}; the {item} with the most letters in {x}; the longest one in {x}; the {item} of {x} with the most letters',
      'the {item} with the greatest length in {x}; the longest one of {x}',
    ),
  },
  {
    operation: 'shortest',
    verbs: w(
      'return the shortest {item}{in}; find the shortest {item}{in}; return the shortest{in}; return the shortest one{in}; get the shortest {item}{in}; pick the shortest {item}{in}; take the shortest one{in}; give back the shortest {item}{in}; return the {item} with the fewest letters{in}; find the {item} with the fewest letters{in}; take the shortest {item}{in}',
      'give back the shortest one{in}; pick the shortest{in}; get the {item} with the fewest letters{in}; find the shortest one{in}',
    ),
    nouns: w(
      'the shortest {item} [in|of] {x}; the shortest of {x}; the {item} with the fewest letters in {x}; the shortest one in {x}; the {item} of {x} with the fewest letters',
      'the {item} with the least length in {x}; the shortest one of {x}',
    ),
  },
  {
    operation: 'join',
    verbs: w(
      'join {l} with {s}; join {l} by {s}; join {l} using {s}; connect {l} with {s}; join {l} with {s} in between; put {s} between {l}; combine {l} into a string with {s} in between; join {l} into one string with {s}; glue {l} together with {s}; concatenate {l} with {s}; combine {l} using {s}; join {l} into a string separated by {s}; write {l} separated by {s}; merge {l} into one string separated by {s}',
      'glue {l} together using {s}; connect {l} by {s}; combine {l} into one string separated by {s}; merge {l} with {s} in between; concatenate {l} using {s}',
    ),
    nouns: w(
      '{x} joined [by|with] {s}; {x} separated by {s}; {x} as a string separated by {s}; {x} with {s} in between; {x} as one string with {s} in between; {x} connected by {s}; {x} joined using {s}',
      '{x} glued together with {s} in between; {x} joined into one string by {s}; {x} as one string separated by {s}',
    ),
  },
  {
    operation: 'glue',
    verbs: w(
      'join {l} together; join {l} into one string; glue {l} together; concatenate {l}; combine {l} into one string; put {l} together into one string; merge {l} into one string; join {l} without a separator; concatenate {l} into one string; put {l} together',
      'merge {l} together; glue {l} into one string; combine {l} without a separator',
    ),
    nouns: w(
      '{x} joined together; {x} joined into one string; {x} as one string; {x} glued together; {x} joined without a separator; the concatenation of {x}',
      '{x} glued into one string; {x} put together; {x} glued together without a separator',
    ),
  },
]
