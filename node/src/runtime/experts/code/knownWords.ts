/**
 * The words that the training of the code expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a above absolute accepts add added adding adds after afterwards all alls alphabet
  alphabetical alphabetically am among an and ands anies another anothers ans answers any
  appears append appended appends are argument arguments arithmetic around arrange arranges
  array as ascending ases at ats attach attaches average averages away back backwards basic
  be before begin beginning begins below between beyond bies big bigger biggest both boths
  break breaks build builds but by calculate calculates call called calleds can capital
  capitalise capitalises capitalize capitalized capitalizes capitals caps case change changed
  changes char character characters chars check checks choose chooses clean code codes
  collect collection collects combine combines compute computes concatenate concatenates
  concatenation connect connected connects contain contains convert converted converts copies
  copy could coulds count counts create creates cube cubed cubes cut cuts decide decides
  decrease decreased decreases decreasing deduct deducts define defines delete deletes
  descending determine determines differ difference different differs digit digits discard
  discards distance distinct divide divided divides dividing divisible division divisors do
  does double doubled doubles drop drops duplicate duplicates each eaches easy efficient
  element elements empty end ends entries entry equal equals even evenly everies every
  everything everythings exactly exceed exceeds exclude excludes exercise exercises explain
  exponent extract extracts factor factorial factors false fast fewer fewest filter filters
  final finally find finds finish finishes first flip flipped flips followed for fors
  forwards found from front function generate generates get gets give given givens gives glue
  glued glues go goes good goods greater greatest grow grows half halfs halve halved halves
  has have hello helloes help helps hey heys hi high higher highest his hold holds how hows i
  if ignore ignores implement implements in include includes increase increased increases
  increasing input inputs ins inside instead integer integers into invert inverts is it item
  items its itself join joined joins just keep keeps know language languages large larger
  largest last leading least leave leaves left length lengths less lesser letter letters
  libraries lie lies like line list lists little long longer longest looking loop low lower
  lowercase lowercases lowered lowers lowest made make makes many match matches max maximum
  me mean measure measures merge merges middle min minimum minus mod modulo more morning most
  much multiple multiples multiplied multiplies multiply multiplying must name named nameds
  names need negate negated negates negative negatives new next nice no nonnegative not
  nothing now nows number numbers numberses occurrences occurs odd of off often ok oks on
  once one ones onlies only opposite or order ordered orders other otherwise out outcome
  output outputs over palindrome palindromes parameter parameters part parts phrase pick
  picks piece pieces place please pleases plus positive power prefix prefixed prefixes
  prepend prepends prime primes print prints produce produces product put puts question quick
  quicks quotient raise raised raises range ratio reach reaches read reads receives reduce
  reduced reduces remainder remainders remaining remove removed removes repeat repeated
  repeats replace replaced replaces report reports rest result results return returning
  returns reverse reversed reverses rid row same say says scale scaled scales second see sees
  select selects sentence separate separated separates separator sequence several severals
  share shares short shorter shortest should show shows sign simple single size skip skips
  small smaller smallest some somes something somewhere sort sorted sorts spell spelled
  spells split splits splitting square squared squares start starting starts stay stays
  strictly string strings stringses strip stripped strips subtract subtracted subtracting
  subtracts suffix sum summed sums swap swaps switch switches take taken takes taking task
  tasks tell tells test tests text texts than thank thanks that thats the their them then
  there theres thes these they theys third this those thoses through throw throws times tiny
  to together top total totals trailing trim trimmed trims triple tripled triples true turn
  turned turns twice twices two twoes under unique up upper uppercase uppercases us use uses
  using usings value values verifies verify version very vowel vowels want way what whats
  when whether which whichever whichevers whitespace whole with without withs word words work
  works would write writes written you
  `
    .trim()
    .split(/\s+/),
)
