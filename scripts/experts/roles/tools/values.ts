import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

/** People; some are called by what they are. */
export const PEOPLE = words(
  'Anna|Ben|Carla|David|Emma|Felix|Grace|Henry|Iris|Jack|Kate|Leo|Maria|Noah|Olga|Peter|Rosa|Sam|Tina|Umar|Vera|Will|Yuri|Zoe|Anna Smith|Ben Carter|Doctor Lee|Mr Brown|Mrs Green|mum|dad|my sister|my boss|the team|my brother|Emma Stone|Uncle Leo|the landlord|my wife|my husband|the office|grandma',
  'Priya|Mateo|Ingrid|Kofi|Sven|Leila|Tomas|Nadia|Bruno Weber|Wanda King|Doctor Patel|my cousin|the plumber|aunt Rita',
)

/** What an event is called: a describing word before the kind, or the kind alone. */
export const EVENT_KINDS = words(
  'meeting|call|lunch|dinner|party|appointment|review|workshop|interview|lesson|session|visit|class|training|breakfast|concert|match|exam|check-up|presentation',
  'briefing|seminar|picnic|rehearsal|viewing|retreat',
)
export const EVENT_MARKS = words(
  'team|budget|project|birthday|dentist|doctor|sales|weekly|piano|yoga|family|client|board|job|planning|football|english|short|quick|big|monthly|design|kick-off|status|science',
  'marketing|wedding|pottery|annual|chess|legal|charity',
)

/** Where something happens or is asked about. */
export const PLACES = words(
  'Paris|London|Berlin|Rome|Madrid|Tokyo|New York|Boston|Oslo|Vienna|Cairo|Delhi|Sydney|Lisbon|San Francisco|the city|Hamburg|Dublin|Prague|Chicago|Los Angeles|Zurich',
  'Lima|Nairobi|Helsinki|Porto|Cape Town|Warsaw|Kyoto|Buenos Aires',
)
export const VENUES = words(
  'the office|room four|the cafe|the library|the garden|the main hall|the park|the school|the kitchen|the small room|the town hall|the lobby|the hotel|the red room|the pub|the gym|Central Park',
  'the bakery|the museum|the blue studio|the canteen|the stadium|the chapel',
)

/** What a timer is for. */
export const LABELS = words(
  'pasta|tea|eggs|rice|bread|pizza|the laundry|the oven|coffee|a break|the cake|homework|the potatoes|yoga|a nap|the roast',
  'soup|the noodles|the cookies|meditation|the stew|the parking meter',
)

/** What one is reminded to do, as a command. */
export const TASKS = words(
  'call Anna|buy milk|water the plants|pay the rent|take the bins out|send the report|feed the cat|book a flight|pick up the kids|charge the phone|take my pills|check the oven|clean the kitchen|call the bank|renew the passport|write to Ben|walk the dog|buy a ticket for the train|finish the slides|return the books|lock the door|turn off the heating|read the contract|order more paper',
  'wash the car|email the accountant|iron the shirts|visit grandma|fix the bike|cancel the gym|mow the lawn|back up the photos|sign the lease',
)

/** What a message says. */
export const MESSAGES = words(
  "I will be late|I am on my way|see you soon|the meeting is moved|dinner is ready|please call me back|happy birthday|thank you for the help|I can't come today|the train is late|can you buy bread|we won the match|I left the keys on the table|good luck with the exam|are you coming to the party|the files are in the folder|I'm home now|let us talk after lunch|don't forget the tickets|where are you|I am running late because of the rain|the plan has changed, we meet at the station|yes, that works for me|see you tomorrow at noon|the meeting is at 3 pm|I need 20 minutes more|we meet on Friday at 7 pm|the table is booked for 8 people|it costs 45 dollars|what do you want for dinner",
  "the parcel has arrived|I'm stuck in traffic|could you water my plants|the invoice is wrong|we are out of coffee|congratulations on the new job|the code for the door has changed|I miss you|your order is ready|let's meet in the square",
)

/** Units, as `from` or `to`. */
export const UNITS = words(
  'miles|kilometers|feet|meters|inches|centimeters|pounds|kilograms|ounces|grams|liters|gallons|celsius|fahrenheit|dollars|euros|yards|cups|pints|km|kg|cm|degrees celsius|degrees fahrenheit|pounds sterling|yen|knots',
  'stones|millimeters|tons|acres|hectares|francs|lbs|furlongs',
)

/** What is played, and by whom. */
export const SONGS = words(
  'Blue River|Morning Light|some jazz|Summer Rain|the new album|Dancing Home|quiet music|Golden Hour|The Long Road|piano music|Stars|Winter Song|my favourite song|Hello Again|rock music|Paper Moon|the morning playlist|Night Train|relaxing music|Wild Heart',
  'Silver Sea|Broken Clocks|soft classical music|Rainy Sunday|The Last Waltz|ambient sounds|Velvet|my workout playlist',
)
export const ARTISTS = words(
  'the Rivers|Anna Bell|Old Town Band|the Lions|Carla Moon|Sam and Joe|Maria Lopez|the Quiet Ones|DJ Leo|Stone House|Emma Gray|the Blue Notes',
  'Ingrid Holm|the Paper Kites|Kofi Brown|North Choir|Leila Stern',
)

/** What goes on a list, and the list. */
export const ITEMS = words(
  'milk|eggs|bread|apples|two bags of rice|coffee|butter|toilet paper|cheese|a new lamp|orange juice|tomatoes|batteries|clean the car|olive oil|some flowers|pasta and sauce|socks|soap|sugar|a birthday card|paint the fence',
  'honey|oat milk|light bulbs|dog food|yoghurt|a sharp knife|sort the garage|spinach|rubber gloves',
)
export const LISTS = words(
  'shopping|grocery|to-do|packing|wish|work|party|weekend|reading|holiday|home|food|gift|chores',
  'camping|errands|supermarket|garden|hardware|office',
)

/**
 * Plain words from which longer texts are made up, so that a text may be anything. Words that begin an
 * argument ("with", "from", "after") are not among them: such a text would have two readings.
 */
export const FILLING =
  'the a my your we they is are was old new red small big house tree cat bus work very much really good bad blue under near that these nice cold warm paper water light door key road book song blank some'.split(
    ' ',
  )

export const SYLLABLES =
  'ka lo mi ren tav osh ul bri dan fe gor hin ja kel lum mar nes or pim qua ros sel tur vin wes yar zed ti ab en so ra du po cle gi'.split(
    ' ',
  )
