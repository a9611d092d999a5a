import type { Values } from '../../wordings.ts'

const words = (train: string, heldOut: string): Values => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

export const NAMES = words(
  'Anna|Ben|Carla|David|Emma|Felix|Grace|Henry|Iris|Jack|Kate|Leo|Maria|Noah|Olga|Peter|Rosa|Sam|Tina|Umar|Vera|Yuri|Zoe|Anna Smith|Ben Carter|Doctor Lee|Mr Brown|Mrs Green|my sister|my boss|my brother|the landlord|Emma Stone|the neighbours|my manager|the supplier|the tenants|mum',
  'Priya|Mateo|Ingrid|Kofi|Sven|Leila|Tomas|Nadia|Bruno Weber|Wanda King|my cousin|the plumber|the caterer|aunt Rita',
)

/** What is read, shortened, translated or rewritten. */
export const DOCUMENTS = words(
  'report|incident log|meeting minutes|sales figures|chat history|error log|feedback|contract|release announcement|design document|budget|survey|interview|lecture|news article|manual|invoice|press release|test results|inspection sheet|complaint|proposal|speech|paper|blog article|transcript|agenda|handbook|brochure|diary|review|ticket|logbook|user guide|warning|job advert|recipe',
  'audit trail|travel diary|safety memo|grant application|board minutes|field study|newsletter|verdict|medical file|podcast|witness statement|flyer',
)

/** What is counted and added up. */
export const AMOUNTS = words(
  'prices|sales|hours|invoices|scores|expenses|costs|daily totals|votes|orders|distances|ages|fees|temperatures|wages|points|donations|taxes|rents|weights',
  'ticket fees|harvest weights|lap times|shares|kilometres|bonuses|tips|discounts',
)

/** What is planned. */
export const EVENTS = words(
  'birthday party|product launch|office move|school trip|team offsite|workshop|website redesign|data migration|wedding|garden fair|conference|holiday|marathon|exhibition|renovation|hiring round|concert|summer camp|house sale|book club',
  'charity run|museum visit|server upgrade|reunion|food festival|chess tournament|harvest|film night',
)

export const LANGUAGES = words(
  'French|Spanish|German|Italian|Portuguese|Turkish|Greek|Japanese|Norwegian|Arabic|Hindi',
  'Dutch|Polish|Swedish|Korean',
)

export const PROGRAMMING = words('Python|JavaScript', 'TypeScript|Ruby')

/** What a function does. */
export const FUNCTIONS = words(
  'sorts a list|reverses a string|counts words|finds the largest number|removes duplicates|checks for primes|parses dates|merges two lists|computes the average|sums the even numbers|filters odd numbers|joins names and sorts them|removes spaces, tabs and digits|counts lines and words|splits a sentence and reverses it',
  'rotates a matrix|counts vowels|splits a path|flattens a tree|squares every number|trims blanks and tabs|shuffles cards',
)

/** The same after "to". */
export const TASKS = words(
  'sort a list|reverse a string|count words|find duplicates|parse dates|check for primes|merge two lists|filter numbers and sum them|read a file|build a tree',
  'rotate a matrix|count vowels|split a path|shuffle cards|trim blanks',
)

export const ROOMS = words(
  'kitchen|bedroom|office|garage|hall|bathroom|living room|corridor',
  'attic|cellar|studio|balcony',
)

/** What one is reminded to do or puts on a list. */
export const CHORES = words(
  'buy milk|water the plants|pay the rent|feed the cat|pick up the kids|charge the phone|lock the door|return the books|walk the dog|bring the keys|order more paper|buy bread and butter|pack the tent, the stove and the lamp|take the bins out',
  'wash the car|iron the shirts|mow the lawn|back up the photos|sign the lease|fetch wood and coal|buy honey, figs and nuts',
)

/** What is said or translated word for word. */
export const SENTENCES = words(
  'I will be late|see you soon|dinner is ready|thank you for the help|the train is late|happy birthday|good morning|where is the station|we won the match|the keys are on the table|I am on my way and bring bread|sorry, the shop is closed|the door is open, come in|good luck and see you on Monday|the parcel is here|we need more chairs',
  'the parcel has arrived|I miss you|we are out of coffee|the bridge is closed|sorry, wrong number|bring wine and cheese|the lift is broken|best wishes',
)

/** What a text is about. */
export const TOPICS = words(
  'the delay|the new office|the holiday|the missing parcel|the opening hours|the price|the broken printer|the garden|winter|recycling|the venue and the menu|dogs and cats|the costs, the dates and the risks|coffee|the refund|the vacancy|space travel',
  'the parking rules|the noise|bees|the lost luggage|the strike|solar power|mice and owls|the roof, the doors and the windows|jazz',
)
