/** An exact fraction; the denominator is positive and shares no factor with the numerator. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint }

/** Most digits shown after the point of a result that does not end. */
const SHOWN_DECIMALS = 6

/** Returns the fraction in lowest terms. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  const sign = denominator < 0n ? -1n : 1n
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, sign * denominator)
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

/** Returns the value of a decimal text such as `12.5`. */
export function parseDecimal(text: string): Rational {
  const [whole = '0', fraction = ''] = text.split('.')
  return rational(BigInt(whole + fraction), 10n ** BigInt(fraction.length))
}

/** Returns the result of one operation, or nothing for a division by zero. */
export function applyOperator(
  operator: string,
  left: Rational,
  right: Rational,
): Rational | undefined {
  const { numerator: a, denominator: b } = left
  const { numerator: c, denominator: d } = right
  switch (operator) {
    case '+':
      return rational(a * d + c * b, b * d)
    case '-':
      return rational(a * d - c * b, b * d)
    case '*':
      return rational(a * c, b * d)
    default:
      return c === 0n ? undefined : rational(a * d, b * c)
  }
}

/** Returns a value as people write it; `exact` is false when decimals had to be cut. */
export function formatRational({ numerator, denominator }: Rational): {
  readonly text: string
  readonly exact: boolean
} {
  const scale = 10n ** BigInt(SHOWN_DECIMALS)
  const negative = numerator < 0n
  const scaled =
    (2n * (negative ? -numerator : numerator) * scale + denominator) / (2n * denominator)
  const exact = (numerator * scale) % denominator === 0n
  const fraction = (scaled % scale).toString().padStart(SHOWN_DECIMALS, '0').replace(/0+$/, '')
  const text = `${scaled / scale}${fraction ? `.${fraction}` : ''}`
  return { text: negative ? `-${text}` : text, exact }
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [large, small] = [one, other]
  while (small) [large, small] = [small, large % small]
  return large || 1n
}
