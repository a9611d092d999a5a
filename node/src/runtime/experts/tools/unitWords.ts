/** Words of units of measure and money, with which amounts are converted. */
const UNIT_WORDS: ReadonlySet<string> = new Set(
  `
  mile miles kilometer kilometers kilometre kilometres meter meters metre metres centimeter centimeters
  centimetre centimetres millimeter millimeters millimetre millimetres foot feet inch inches yard yards
  km cm mm mi ft pound pounds lb lbs kilogram kilograms kilo kilos gram grams milligram milligrams ounce
  ounces oz stone stones ton tons tonne tonnes kg mg liter liters litre litres milliliter milliliters
  millilitre millilitres ml gallon gallons pint pints quart quarts cup cups teaspoon teaspoons tablespoon
  tablespoons celsius fahrenheit kelvin degree degrees dollar dollars euro euros yen franc francs
  sterling rupee rupees acre acres hectare hectares knot knots furlong furlongs mph kph joule joules
  calorie calories watt watts
  `
    .trim()
    .split(/\s+/),
)

/** Returns whether a word in plain lower case names a unit. */
export function isUnitWord(word: string): boolean {
  return UNIT_WORDS.has(word)
}
