/**
 * The words that the training of the writing expert gives a meaning to, all from its training wordings; a test
 * of the pipeline holds this list against them.
 */
export const KNOWN_WORDS: ReadonlySet<string> = new Set(
  `
  a able about accept address advance afraid after afternoon again ages all allowed already also
  always am an and angry another answer any anybody anything anyway apologies apologise
  apologize apology appreciate are as asap ask asked asking at attention aware back bad
  basically be because been before begin being believe best better big bit blind blunt boil both
  bother brief briefly busy but by bye call can can't cannot care case casual cause chance check
  checking cheers clear cold come compose condense contact costs could course cut dare date day
  dear demand did do does doing don't done down draft due dumb earth else email end enough even
  ever every everybody everything excuse excuses expect explain express fact family far fast
  fault feel feeling few fewer find finds fired first flies follow for forget forgive formal
  formally forward free friend friendlier friendly from full future fyi game get give given go
  goes going good got grateful great greetings grip guess had hand happen happened happens happy
  hard has have haven't having he head hear heard hearing hell hello help helping her here
  hesitate hey hi him his hope how hurry i idiot if immediately important in info inform
  information informed into is it job joke just keep keywords kidding kill kind kindly know last
  leave length less let letter like listen listening little location long longer look looking
  looks lot love lovely mainly make makes many matter may maybe me mean meet mention mess
  message messed might mind missed mistake mistaken moment more morning move much must my myself
  name near need needed needs never news nice nicely nicer no nobody not note notes nothing
  notice noticed now of often oi ok on once one only open or order other our out over owe owing
  padding perhaps place planned plate please pls point points police polish polite politely
  possible possibly problem professional put question questions quit quite reach read reader
  really reason recipient refuse regards regret remember remind reminder remove reply request
  rest reword rewrite ridiculous right rude sadly said same say saying says scheduled see seeing
  seems sender sense sentences seriously she short shorten shorter should sick sign signature
  signed simple simply since sincerely so soften some something sorry sound sounds status still
  stop story stupid supposed sure surprised ta take takes taking talking task tell telling tells
  terrible text than thank thankful thanking thanks that the their them there these they thing
  things think thinking this thought three thx tighten time tired to todo told tone too trim
  trouble true try trying turn turns two typical unable unbelievable understanding unfortunately
  unless until up update us use usual venue version very view wait waiting wake want wanted warm
  warmer was wasting way we weather week well were what what's when where whether while who why
  will wish wishes with within without won't wonderful wondering words works would write writing
  wrong yes yet yo you your yours
  `
    .trim()
    .split(/\s+/),
)
