import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

/** People. */
export const NAMES = words(
  'Anna|Ben|Carla|David|Emma|Felix|Grace|Henry|Iris|Jack|Kate|Leo|Maria|Noah|Olga|Peter|Rosa|Sam|Tina|Umar|Vera|Yuri|Zoe|Anna Smith|Ben Carter|Doctor Lee|Mr Brown|Mrs Green|Emma Stone|Uncle Leo|Ms Adler|Paul|Laura Vance|Omar',
  'Priya|Mateo|Ingrid|Kofi|Sven|Leila|Tomas|Nadia|Bruno Weber|Wanda King|Doctor Patel|Mr Osei',
)

/** People without a name. */
export const PEOPLE = words(
  'my boss|the landlord|mum|dad|the team|my neighbour|the office|my sister|the teacher|our client|my brother|the bank|the manager|grandma|the plumber|my colleague',
  'my cousin|the accountant|the caretaker|my dentist|the school|the tenants',
)

/** Regular verbs: with `ed` they make a participle. */
export const VERBS = words(
  'order|print|clean|check|book|call|open|return|test|paint|repair|sort|collect|finish|deliver|review|wash|answer|visit|report|lock|email|pack|water|join|support|cook|record|load|start|sign|unlock|cancel|confirm|walk|attend|move|rent|train|host',
  'scan|polish|mow|upload|correct|invoice|mark|tow|vacuum|renew|forward|borrow',
)

/** Verbs whose past is no participle in `ed`. */
export const IRREGULAR_VERBS = words(
  'send|bring|pay|take|buy|give|keep|feed|write|read|build|lend|sell|draw|teach|hold|cut|hang|sing|drive',
  'fix|lead|shut|weigh|spend|sweep|grow|freeze',
)
export const IRREGULAR_PASTS = words(
  'sent|left|forgot|broke|lost|took|paid|sold|brought|bought|wrote|gave|kept|built|hid|cut|ate|drove|found|threw',
  'stole|spent|shut|froze|swept|lent|hung|drew',
)

/** A verb and what goes with it before a thing. */
export const VERBS_WITH = words(
  'pick up|switch off|turn down|look after|wait for|talk to|come to|go to|listen to|clean up|fill in|hand in|look at|reply to|pay for|take out|deal with|park in front of|hang up|put away|drop off|work on|write to|speak to|lock up',
  'stay away from|set up|print out|bring back|care for|throw away|walk to|respond to|turn on|knock on',
)

export const NOUNS = words(
  'report|invoice|meeting|contract|key|car|door|kitchen|party|dinner|ticket|laptop|budget|desk|box|parcel|book|room|lease|slide|garden|dog|form|offer|light|window|printer|train|rent|heating|house|letter|test|answer|plan|price|group|lesson|concert|lunch|phone|card|water|music|bike|photo|bill|cake|chair|table|list|client|guest|tenant|shop|road|flat|exam|workshop|deadline|trip|flight|doctor|bin|fence|roof|delivery|payment|order|draft|password|schedule|presentation|noise|damage|delay|homework|server|website|cable|room key|sales report|birthday party|parking space|phone bill|team lunch|front door|bus ticket',
  'receipt|passport|ladder|oven|balcony|statement|garage|lecture|harvest|tax form|piano|manual|wedding|insurance|blanket|cupboard|chess club|night shift|hallway|microscope|quote|elevator|laundry|visa',
)

export const ADJECTIVES = words(
  'late|ready|new|old|broken|big|red|full|empty|open|cold|wrong|missing|busy|sick|dirty|final|short|blue|clean|free|loud|warm|quiet|expensive|cheap|safe|tired|signed|small|green|heavy|correct|important|happy',
  'damp|yellow|blocked|narrow|overdue|annual|noisy|fragile|wooden|available|rusty|sold out',
)

/** What is said of things: `is moved`. */
export const PARTICIPLES = words(
  'moved|cancelled|closed|delayed|finished|booked|cleaned|ordered|confirmed|blocked|signed|changed|planned|delivered|repaired|needed|printed|locked|damaged|approved|rejected|postponed',
  'shortened|flooded|updated|returned|reserved|stopped|painted|extended|replaced',
)

/** Where something is. */
export const PLACES = words(
  'room four|the office|the main hall|the library|the park|the cafe|my flat|the school|the garden|the lobby|the hotel|Berlin|London|Oslo|the station|the kitchen|the town hall|Paris|the gym|the small room|our house|the pub',
  'the museum|the bakery|Nairobi|the chapel|the canteen|Lima|the blue studio|the stadium|the harbour',
)

export const SYLLABLES =
  'ka lo mi ren tav osh ul bri dan fe gor hin ja kel lum mar nes or pim qua ros sel tur vin wes yar zed ti ab en so ra du po cle gi'.split(
    ' ',
  )

/** Small words of which texts are made; training gives them a meaning although no wording holds them all. */
export const SMALL_WORDS =
  'the a an my your our his her their this that these it we they he she them us me him i you and or of for to in at on from with by about into over near before until after within is are was were will be has have had been not no some all too very can did does it costs i am i will until still always never keep there two three both every if whether when where why who what how much many'.split(
    ' ',
  )
