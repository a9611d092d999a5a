import { type StepWording, listWordings as w } from './stepWording.ts'

/** Operations on one number or text, said of one or of each. */
export const MAP_WORDINGS: readonly StepWording[] = [
  {
    operation: 'double',
    verbs: w(
      'double {o}; make {o} twice as large; make {o} twice as big; take {o} twice; turn {o} into its double; replace {o} by its double; make the double of {o}',
      'make {o} double; make {o} twice as high; take the double of {o}',
    ),
    nouns: w(
      '[the double|the doubles] of {x}; twice {x}; {x} doubled; {x} taken twice; {x} made twice as large',
      'double {x}; the doubled {x}; {x} made double',
    ),
  },
  {
    operation: 'triple',
    verbs: w(
      'triple {o}; take the triple of {o}; turn {o} into its triple; make the triple of {o}; make {o} triple; replace {o} by its triple',
      'compute the triple of {o}; change {o} to its triple',
    ),
    nouns: w(
      'the [triple|triples] of {x}; {x} tripled; {x} made triple',
      'triple {x}; the tripled {x}',
    ),
  },
  {
    operation: 'halve',
    verbs: w(
      'halve {o}; take the half of {o}; turn {o} into its half; cut {o} in half; take half of {o}; split {o} in half; make {o} half as large',
      'replace {o} by its half; make {o} half as big',
    ),
    nouns: w(
      'half of {x}; the [half|halves] of {x}; {x} halved; half {x}; {x} split in half',
      'one half of {x}; {x} cut in half',
    ),
  },
  {
    operation: 'square',
    verbs: w(
      'square {o}; multiply {o} by itself; take the square of {o}; raise {o} to the second power; compute the square of {o}; replace {o} by its square; turn {o} into its square',
      'find the square of {o}; change {o} to its square; make the square of {o}',
    ),
    nouns: w(
      'the [square|squares] of {x}; {x} squared; the square numbers of {x}; {x} multiplied by itself',
      'the second power of {x}; the squared {x}',
    ),
  },
  {
    operation: 'cube',
    verbs: w(
      'cube {o}; take the cube of {o}; raise {o} to the third power; compute the cube of {o}; turn {o} into its cube',
      'find the cube of {o}; replace {o} by its cube',
    ),
    nouns: w(
      'the [cube|cubes] of {x}; {x} cubed; the third power of {x}',
      'the cubed {x}; the cube numbers of {x}',
    ),
  },
  {
    operation: 'negate',
    verbs: w(
      'negate {o}; change the sign of {o}; flip the sign of {o}; invert the sign of {o}; switch the sign of {o}; turn {o} into its negative; multiply {o} by minus one',
      'invert {o}; swap the sign of {o}; take the negative of {o}',
    ),
    nouns: w(
      'the [negative|negatives] of {x}; {x} negated; {x} with the sign changed; {x} with the opposite sign',
      'the opposite of {x}; {x} with the sign flipped',
    ),
  },
  {
    operation: 'absolute',
    verbs: w(
      'take the absolute value of {o}; make {o} positive; remove the sign of {o}; replace {o} by its absolute value; turn {o} into its absolute value; ignore the sign of {o}; drop the sign of {o}; compute the absolute value of {o}',
      'find the absolute value of {o}; turn {o} positive; get the absolute value of {o}',
    ),
    nouns: w(
      'the absolute [value|values] of {x}; {x} without the sign; the absolute of {x}; the size of {x} without sign',
      '{x} with no sign; the absolute {x}',
    ),
  },
  {
    operation: 'plus',
    from: ['nums', 'num'],
    verbs: w(
      'add {a} to {o}; increase {o} by {a}; raise {o} by {a}; make {o} larger by {a}; make {o} {a} larger; put {a} on top of {o}; sum {o} and {a}; grow {o} by {a}',
      'make {o} bigger by {a}; put {a} more on {o}; make {o} {a} bigger',
    ),
    nouns: w(
      '{x} plus {a}; {x} increased by {a}; the sum of {x} and {a}; {x} with {a} added; {a} more than {x}; {x} raised by {a}',
      '{a} plus {x}; the sum of {a} and {x}; {x} made larger by {a}',
    ),
  },
  {
    operation: 'minus',
    from: ['nums', 'num'],
    verbs: w(
      'subtract {a} from {o}; decrease {o} by {a}; reduce {o} by {a}; take {a} away from {o}; take {a} from {o}; lower {o} by {a}; make {o} smaller by {a}; deduct {a} from {o}',
      'take away {a} from {o}; make {o} lower by {a}; make {o} {a} smaller',
    ),
    nouns: w(
      '{x} minus {a}; {x} decreased by {a}; {x} reduced by {a}; {a} less than {x}; {x} with {a} subtracted; {x} lowered by {a}',
      '{x} less {a}; {x} with {a} taken away',
    ),
  },
  {
    operation: 'times',
    from: ['nums', 'num'],
    verbs: w(
      'multiply {o} by {a}; multiply {o} with {a}; scale {o} by {a}; take {o} times {a}; make {o} {a} times as large; make {o} {a} times larger; multiply {o} by a factor of {a}; take {o} {a} times',
      'scale {o} by a factor of {a}; make {o} {a} times as big; multiply {o} {a} times',
    ),
    nouns: w(
      '{x} times {a}; {x} multiplied by {a}; the product of {x} and {a}; {a} times {x}; {x} scaled by {a}; {x} multiplied with {a}',
      '{x} scaled by a factor of {a}; the product of {a} and {x}',
    ),
  },
  {
    operation: 'divide',
    from: ['nums', 'num'],
    verbs: w(
      'divide {o} by {a}; split {o} by {a}; divide {o} through {a}; take {o} divided by {a}; split {o} into {a} equal parts; share {o} by {a}',
      'split {o} in {a} equal parts; share {o} into {a} equal parts',
    ),
    nouns: w(
      '{x} divided by {a}; the quotient of {x} and {a}; the result of dividing {x} by {a}; {x} split by {a}',
      '{x} divided through {a}; {x} split through {a}',
    ),
  },
  {
    operation: 'power',
    from: ['nums', 'num'],
    verbs: w(
      'raise {o} to the power of {a}; raise {o} to the power {a}; take {o} to the power of {a}; put {o} to the power {a}; raise {o} to the exponent {a}; multiply {o} by itself {a} times',
      'take {o} to the exponent {a}; put {o} to the power of {a}',
    ),
    nouns: w(
      '{x} to the power of {a}; {x} to the power {a}; {x} raised to the power {a}; {x} raised to {a}; the power {a} of {x}',
      '{x} to the exponent {a}; {x} raised to the exponent {a}',
    ),
  },
  {
    operation: 'modulo',
    from: ['nums', 'num'],
    verbs: w(
      'take {o} modulo {a}; take the remainder of {o} divided by {a}; take the remainder of {o} when divided by {a}; compute {o} mod {a}; replace {o} by the remainder after division by {a}; find the remainder of {o} after division by {a}',
      'compute the remainder of {o} divided by {a}; take {o} mod {a}; compute {o} modulo {a}',
    ),
    nouns: w(
      '{x} modulo {a}; {x} mod {a}; the [remainder|remainders] of {x} divided by {a}; the [remainder|remainders] of {x} when divided by {a}; the [remainder|remainders] after division of {x} by {a}',
      'the remainder of {x} after division by {a}; the remainder of {x} modulo {a}',
    ),
  },
  {
    operation: 'upper',
    verbs: w(
      'convert {o} to [uppercase|upper case]; put {o} in [uppercase|upper case]; uppercase {o}; make {o} [uppercase|upper case]; turn {o} into [uppercase|upper case]; change {o} to [uppercase|upper case]; write {o} in capital letters; make {o} all caps; turn {o} into capitals; put {o} in capitals',
      'write {o} in uppercase; convert {o} to capital letters; change {o} into capitals',
    ),
    nouns: w(
      '{x} in [uppercase|upper case]; the [uppercase|upper case] version of {x}; {x} in capital letters; {x} converted to [uppercase|upper case]; {x} in all caps',
      '{x} in capitals; {x} written in uppercase; {x} turned into uppercase',
    ),
  },
  {
    operation: 'lower',
    verbs: w(
      'convert {o} to [lowercase|lower case]; put {o} in [lowercase|lower case]; lowercase {o}; make {o} [lowercase|lower case]; turn {o} into [lowercase|lower case]; change {o} to [lowercase|lower case]; write {o} in small letters; turn {o} into small letters; write {o} without capitals',
      'write {o} in lowercase; convert {o} to small letters; change {o} into small letters',
    ),
    nouns: w(
      '{x} in [lowercase|lower case]; the [lowercase|lower case] version of {x}; {x} in small letters; {x} converted to [lowercase|lower case]; {x} turned into [lowercase|lower case]',
      '{x} written in lowercase; {x} converted to small letters',
    ),
  },
  {
    operation: 'capital',
    verbs: w(
      'capitalize {o}; capitalise {o}; make the first letter of {o} uppercase; make the first letter of {o} a capital; put the first letter of {o} in upper case; turn the first letter of {o} into a capital; start {o} with a capital letter; convert the first letter of {o} to uppercase',
      'change the first letter of {o} to uppercase; write the first letter of {o} as a capital; give {o} a capital letter at the start',
    ),
    nouns: w(
      '{x} capitalized; {x} with a capital first letter; {x} with the first letter in uppercase; {x} starting with a capital letter; the capitalized version of {x}',
      '{x} with a capital letter at the start; {x} with an uppercase first letter',
    ),
  },
  {
    operation: 'trim',
    verbs: w(
      'trim {o}; strip {o}; strip the whitespace from {o}; trim the whitespace around {o}; remove the whitespace around {o}; remove leading and trailing whitespace from {o}; cut off the whitespace at both ends of {o}; remove the whitespace at the start and end of {o}',
      'trim leading and trailing whitespace from {o}; strip the whitespace around {o}; remove the whitespace at both ends of {o}',
    ),
    nouns: w(
      '{x} trimmed; {x} without leading and trailing whitespace; {x} without the whitespace around; {x} stripped; the trimmed version of {x}',
      '{x} without the whitespace at both ends; the stripped version of {x}',
    ),
  },
  {
    operation: 'flip',
    from: ['text'],
    verbs: w(
      'reverse {o}; flip {o}; turn {o} around; write {o} backwards; reverse the [letters|characters] of {o}; spell {o} backwards; reverse the order of the [letters|characters] in {o}; read {o} backwards',
      'turn the letters of {o} around; flip the characters of {o}; read {o} from the end to the start',
    ),
    nouns: w(
      '{x} reversed; {x} backwards; the reverse of {x}; {x} written backwards; the reversed version of {x}; {x} spelled backwards; {x} flipped',
      '{x} in reverse; {x} turned around; {x} read backwards',
    ),
  },
  {
    operation: 'prefix',
    verbs: w(
      'put {s} in front of {o}; add {s} in front of {o}; add {s} to the start of {o}; add the prefix {s} to {o}; prefix {o} with {s}; prepend {s} to {o}; put {s} before {o}; add {s} to the beginning of {o}; start {o} with {s}',
      'put {s} at the start of {o}; add {s} before {o}; put the prefix {s} before {o}',
    ),
    nouns: w(
      '{x} with {s} in front; {x} with the prefix {s}; {x} with {s} at the start; {x} with {s} before it; {s} followed by {x}; {x} prefixed with {s}',
      '{x} with {s} at the beginning; {x} with {s} added in front',
    ),
  },
  {
    operation: 'suffix',
    verbs: w(
      'append {s} to {o}; add {s} to the end of {o}; put {s} after {o}; put {s} at the end of {o}; add the suffix {s} to {o}; add {s} after {o}; end {o} with {s}; attach {s} to the end of {o}; add {s} at the end of {o}',
      'attach {s} to {o}; put the suffix {s} after {o}; append the suffix {s} to {o}',
    ),
    nouns: w(
      '{x} with {s} at the end; {x} with the suffix {s}; {x} followed by {s}; {x} with {s} after it; {x} with {s} appended',
      '{x} with {s} added at the end; {x} and then {s} after it',
    ),
  },
  {
    operation: 'remove',
    verbs: w(
      'remove every {s} from {o}; remove all {s} from {o}; delete every {s} in {o}; delete all {s} from {o}; remove {s} from {o}; strip all {s} from {o}; take out every {s} from {o}; drop every {s} in {o}; get rid of all {s} in {o}; cut every {s} out of {o}; remove each {s} in {o}',
      'take all {s} out of {o}; drop all {s} from {o}; get rid of every {s} in {o}; delete each {s} from {o}',
    ),
    nouns: w(
      '{x} without {s}; {x} without any {s}; {x} with every {s} removed; {x} with all {s} removed; {x} with no {s}',
      '{x} with each {s} removed; {x} with every {s} taken out; {x} without all {s}',
    ),
  },
  {
    operation: 'replace',
    verbs: w(
      'replace {s} [by|with] {t} in {o}; replace every {s} in {o} [by|with] {t}; replace all {s} [by|with] {t} in {o}; change every {s} in {o} to {t}; change {s} to {t} in {o}; turn every {s} in {o} into {t}; swap {s} for {t} in {o}; put {t} in place of {s} in {o}; put {t} instead of {s} in {o}',
      'change all {s} to {t} in {o}; turn all {s} in {o} into {t}; swap every {s} for {t} in {o}; put {t} in place of every {s} in {o}',
    ),
    nouns: w(
      '{x} with {s} replaced [by|with] {t}; {x} with every {s} replaced [by|with] {t}; {x} with {t} instead of {s}; {x} with every {s} changed to {t}',
      '{x} with all {s} changed to {t}; {x} with {t} in place of {s}',
    ),
  },
  {
    operation: 'repeat',
    verbs: w(
      'repeat {o} {a} times; write {o} {a} times; copy {o} {a} times; repeat {o} {a} times in a row; put {o} {a} times in a row; duplicate {o} {a} times',
      'write {o} {a} times in a row; copy {o} {a} times in a row',
    ),
    nouns: w(
      '{x} repeated {a} times; {a} copies of {x}; {x} {a} times in a row; {x} written {a} times',
      '{x} written {a} times in a row; {x} repeated {a} times in a row',
    ),
  },
  {
    operation: 'length',
    from: ['text'],
    verbs: w(
      'take the length of {o}; measure {o}; get the length of {o}; compute the length of {o}; replace {o} by its length; count the [letters|characters] of {o}; count the [letters|characters] in {o}; find the length of {o}; turn {o} into its length; return the length of {o}',
      'measure the length of {o}; count how many [letters|characters] {o} has; change {o} to its length',
    ),
    nouns: w(
      'the [length|lengths] of {x}; the number of [letters|characters] in {x}; how long {x} is; how many [letters|characters] {x} has; the count of [letters|characters] in {x}',
      'the size of {x} in [letters|characters]; the number of [letters|characters] that {x} has',
    ),
  },
  {
    operation: 'vowels',
    verbs: w(
      'count the vowels in {o}; count the vowels of {o}; count how many vowels {o} has; find the number of vowels in {o}; return the number of vowels in {o}; count all vowels in {o}; compute the number of vowels in {o}; replace {o} by its number of vowels',
      'find how many vowels {o} has; get the number of vowels in {o}; count how many vowels are in {o}',
    ),
    nouns: w(
      'the number of vowels in {x}; the vowel count of {x}; how many vowels {x} has; the count of vowels in {x}; the [number|numbers] of vowels of {x}',
      'how many vowels are in {x}; the number of vowels that {x} has',
    ),
  },
]
