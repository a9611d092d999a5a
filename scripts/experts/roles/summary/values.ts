import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

/** People; some are called by what they do. */
export const PEOPLE = words(
  'Anna|Ben|Carla|David|Emma|Felix|Grace|Henry|Iris|Jack|Kate|Leo|Maria|Noah|Olga|Peter|Anna Smith|Ben Carter|Emma Stone|Mr Brown|Mrs Green|Doctor Lee|Paul Weber|Rosa Diaz|the plumber|the night shift|Tina from sales',
  'Priya|Mateo|Ingrid|Kofi|Sven|Leila|Bruno Keller|Wanda King|Doctor Patel|Nadia Novak|the caretaker|Umar from finance',
)

/** What breaks. */
export const THINGS = words(
  'payment service|lift|heating|printer|coffee machine|web shop|booking page|cold store|pump|conveyor belt|mail server|phone network|main switch|water pipe|fire door|ticket gate|scanner|air conditioning|login page|backup server',
  'escalator|boiler|card reader|search engine|packing robot|garage door|video wall|freezer',
)

/** Where something is or happens. */
export const PLACES = words(
  'main hall|kitchen|lobby|north wing|warehouse|second floor|office in Oslo|garage|basement|canteen|server room|building B|garden|Paris branch|showroom|workshop',
  'attic|loading bay|south tower|Lima branch|reading room|boathouse|laundry',
)

/** Why something happened. */
export const CAUSES = words(
  'a full disk|a worn cable|heavy rain|a power cut|an expired certificate|a wrong setting|a software upgrade|a broken fuse|loose screws|dust in the filter|a leak in the roof|too much load|an empty battery|a human slip|a missing license|old firmware|ice on the wire|a blocked valve',
  'a flat tyre|lightning|a typo in the config|a burst hose|mice in the wall|a cracked seal|a memory leak|frozen pipes',
)

/** Who or what is affected, after a number. */
export const GROUPS = words(
  'customers|guests|orders|users|workers|flights|payments|visitors|students|patients|shops|tickets|families|offices',
  'drivers|tenants|bookings|machines|passengers|branches',
)

/** What people meet about. */
export const TOPICS = words(
  'the budget|the new website|the summer party|the move to Oslo|safety at work|the sales plan|hiring|the office layout|customer complaints|the product launch|the training plan|travel costs|the spring campaign|data protection|the parking problem|the annual accounts',
  'the canteen menu|the trade fair|remote work|the loyalty program|the merger|energy costs|the new logo|office plants',
)

/** What was decided, as a command. */
export const DECISIONS = words(
  'move to Oslo|raise the price by 5 %|hire two engineers|stop the campaign|buy new laptops|open on Sundays|change the supplier|cut travel costs|test the new tool|keep the old logo|rent a larger hall|start in May|ban plastic cups|sell the old vans|not hire anyone this year|work from home on Fridays',
  'close the Lima branch|switch to green power|delay the launch|double the training budget|merge both teams|replace the lights|not renew the lease|offer free shipping',
)

/** What somebody is to do, as a command. */
export const TASKS = words(
  'write the offer|call the landlord|book the hall|send the invoice|order new chairs|renew the website|read the contract|prepare the slides|talk to the bank|find a caterer|draft the press release|compare prices|test the app|clean up the data|invite the guests|print the flyers',
  'order the banners|review the lease|train the new staff|repaint the lobby|collect the feedback|migrate the mailboxes|negotiate the discount|scan the archive',
)

/** What is delivered, after a number, and by whom. */
export const GOODS = words(
  'boxes of paper|pallets of tiles|chairs|laptops|bags of cement|crates of apples|monitors|sacks of flour|bikes|rolls of carpet|cans of paint|lamps|desks|tablets|barrels of oil|tents',
  'bales of hay|mattresses|drums of glue|solar panels|jars of honey|helmets|crates of lemons',
)
export const COMPANIES = words(
  'Holm Ltd|Oslo Paper|the Berlin plant|Carter and Sons|Blue River|the main store|Stone House|Nordic Foods|the Paris branch|Green Valley|the central depot|Alba|Lopez Brothers|Quick Parts',
  'Kite Logistics|Novak Ltd|the Lima depot|Silver Farm|Weber Tools|the harbour store|Ingrid Foods',
)
export const UNITS = words(
  'boxes|pallets|chairs|crates|bags|pieces|screens|bottles|parcels|units',
  'bales|drums|jars|panels|cartons',
)

/** What is counted, and why it changed. */
export const METRICS = words(
  'sales|costs|visits|orders|online sales|complaints|new members|profit|sick days|ticket sales|downloads|water use|rents|exports|coffee sales|returns|shipping times|newsletter readers',
  'bookings|power use|fuel costs|repair times|subscriptions|late payments|bike rentals|footfall',
)
export const REASONS = words(
  'the new website|lower prices|a cold winter|the strike|a big customer|better weather|the holidays|higher wages|the spring campaign|fewer staff|a new competitor|the price of oil|road works|a longer season',
  'the trade fair|a weak dollar|the heat wave|a price war|the loyalty program|free shipping|the flu',
)
export const PERIODS = words(
  'January|February|March|April|June|the first quarter|the second quarter|2025|week 12|the summer|spring|the first half|May 2026|winter',
  'August|the third quarter|2027|week 33|autumn|the second half|October 2026',
)
export const MONEY = words(
  'dollars|euros|million dollars|orders|units|visits',
  'pounds|million euros|francs|members',
)

/** What a log names. */
export const SERVICES = words(
  'payment-api|db-02|auth|web-1|mailer|cache|gateway|search-node-3|billing|queue-worker|proxy|scheduler|storage|api.orders|users-db|cdn-eu',
  'ledger|db-17|router-9|thumbnailer|ingest-api|vault|cart.service|edge-us',
)
export const ERRORS = words(
  'connection refused|timeout after 30 s|disk full|out of memory|permission denied|invalid token|file not found|too many connections|certificate expired|deadlock detected|host unreachable|bad gateway|checksum mismatch|queue overflow|no space left on device|segmentation fault',
  'broken pipe|lock wait timeout|name resolution failed|quota exceeded|unexpected end of file|heap corrupted|stale handle|rate limit reached',
)

/** What is worked on, what is in its way and what comes next. */
export const PROJECTS = words(
  'Falcon|Blue River|Atlas|the new website|Phoenix|Sunrise|the warehouse|Nova|Orion|the mobile app|Delta|the data centre|Harbour|Spring|Mercury|the intranet',
  'Condor|Silver Sea|Titan|the ticket shop|Vega|the south tower|Juniper',
)
export const BLOCKERS = words(
  'missing parts|a late supplier|the open contract|too few testers|a slow database|the sick leave of Ben|missing data|a bug in the login|the customs office|unclear rules|the old interface|a broken crane',
  'a missing permit|lost keys|the licence talks|rain on the site|a flaky test server|asbestos in the walls|an unpaid bill',
)
export const STEPS = words(
  'test the pump|write the manual|train the users|move the data|build the roof|mend the login|order the parts|show it to the customer|paint the walls|sign the contract|load the old orders|measure the speed',
  'lay the cables|plant the trees|tune the search|translate the texts|pour the concrete|ship the beta|rehearse the launch',
)

/** What is inspected, and what is found. */
export const OBJECTS = words(
  'boiler|lift|kitchen|bridge|fire alarm|bus 12|crane|brakes|roof|swimming pool|wiring|playground|gas line|sprinkler system|forklift|emergency exit',
  'chimney|ferry|ski lift|cold room|scaffold|pressure tank|tram 7|water tower',
)
export const FINDINGS = words(
  'a small leak|rust on the frame|two broken lamps|a loose handle|mould in the corner|worn tyres|a blocked exit|missing labels|cracks in the wall|low pressure|a dirty filter|an old fire extinguisher',
  'a bent rail|frayed ropes|a dead sensor|oil on the floor|a faded sign|three missing bolts|a noisy bearing',
)

/** Words from which facts are made up; most of them also stand in wordings, where they mean something. */
export const FILLING =
  'new old red small big good bad long short room team work parts door time driver paper data people customer user machine'.split(
    ' ',
  )

/** Stand inside made-up facts, never at their ends. */
export const LINKS = 'the of in with and for on the'.split(' ')

export const SYLLABLES =
  'ka lo mi ren tav osh ul bri dan fe gor hin ja kel lum mar nes or pim qua ros sel tur vin wes yar zed ti ab en so ra du po cle gi'.split(
    ' ',
  )
