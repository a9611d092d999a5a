/** Values that fill the wordings. The second list of each pair is kept for the held-out prompts. */
const split = (train: string, heldOut: string) => ({
  train: train.split('|'),
  heldOut: heldOut.split('|'),
})

export const VALUES = {
  name: split(
    'Anna|Ben|Tom|Maria|Lena|Paul|Sara|Omar|Lucy|Jack|Nina|David|Peter|Ella|Max|Iris|Sam|Kate|Leo|Mia|Mrs Brown|my sister|my brother|the baker|the farmer|the team',
    'Oscar|Julia|Hugo|Clara|Felix|Rosa|Mr Young|my uncle',
  ),
  items: split(
    'apples|books|coins|stamps|eggs|marbles|tickets|pencils|cards|oranges|cookies|shells|stickers|bottles|chairs|flowers|plates|toys|boxes|balloons',
    'pears|buttons|candles|postcards|bricks|cups',
  ),
  place: split(
    'shop|box|basket|library|garden|school|barn|kitchen|truck|park|store|drawer',
    'cellar|warehouse|museum|van',
  ),
  topic: split(
    'Rome|Paris|volcanoes|the moon|penguins|black holes|Mozart|the Roman empire|chess|coffee|whales|the French revolution|Picasso|glaciers|the stock market|jazz|Napoleon|photosynthesis|Tokyo|bees|the internet|dinosaurs|gravity|Einstein|football|the pyramids|democracy|inflation|vitamin D|climate change|Shakespeare|Brazil',
    'Vienna|octopuses|Beethoven|the Cold War|tectonic plates|Cleopatra|Iceland|vaccines',
  ),
  event: split(
    'the world cup|the election|the super bowl|the olympic final|the nobel prize|the oscar for best film|the first world war|the tour de france|the chess championship',
    'the champions league|the grand prix|the song contest',
  ),
  person: split(
    'the president of France|the inventor of the telephone|the queen of England|the author of Hamlet|the first person on the moon|the mayor of London|the king of Spain',
    'the discoverer of penicillin|the prime minister of Japan|the painter of the Mona Lisa',
  ),
  month: split(
    'January|February|March|April|May|June|July|August|September|October|November|December',
    'March|June|October|December',
  ),
  weekday: split(
    'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|tomorrow|today|next week|next Monday',
    'Tuesday|Saturday|tomorrow|next Friday',
  ),
  language: split('French|English|Spanish|German|Italian', 'French|English|Spanish|Portuguese'),
  phrase: split(
    'good morning|where is the station|I would like a coffee|how are you today|the weather is nice|thank you very much|the train is late|my name is Anna|we need more time|the house is red|see you tomorrow|I lost my keys|can you help me|the cat sleeps on the sofa|what time does the shop open|I am hungry|he works in a big office|she reads a book',
    'good evening|where is the museum|we would like two tickets|the bus is full|it rains in the city|I forgot my bag',
  ),
  foreign: split(
    'bonjour|où est la gare|je voudrais un café|merci beaucoup|le chat dort|il fait beau aujourd hui|buenos días|dónde está la estación|muchas gracias|guten Morgen|ich habe Hunger|grazie mille|je ne comprends pas|la maison est rouge',
    'bonsoir|où est le musée|buenas noches|nous avons le temps|guten Abend',
  ),
  goal: split(
    'a trip to Rome|a birthday party|a move to a new flat|a small wedding|a garden|a marathon|a product launch|a week of meals|a school project|a website relaunch|a camping weekend|the team meeting|an exam|a house renovation|a fundraiser|a study week',
    'a trip to Vienna|a reunion|a bike tour|an office move|a concert|a job search',
  ),
  report: split(
    'The team met on Monday. The launch moves to May because the tests are late. Paul will tell the customers.|Sales rose by 4 percent in March. The shop in the north closed. Two people were hired.|The server went down at 2 am. The disk was full. It was fixed after an hour and a larger disk was ordered.|The patient slept well. The fever is gone. She may go home on Friday.|We tested three pumps. The second one failed after ten hours. The others ran without trouble.|Rain delayed the work on the bridge. The crew returns next week. The budget stays the same.',
    'The board met in June. It approved the new budget and asked for a second offer. The next meeting is in July.|The oven in the bakery broke. Bread was late for two days. A new oven comes on Friday.|The ship left the harbour late. Fog slowed it down. Nobody was hurt.',
  ),
  blunt: split(
    'Send me the report now.|You are late again.|Your work is bad.|I want my money back.|Fix this at once.|Give me the file.|This is wrong.|I will not come.|Stop calling me.|We need your answer today.',
    'Pay the bill now.|You forgot the keys.|Bring the papers.|Your plan is bad.',
  ),
  story: split(
    'a dragon|a lonely robot|the sea|an old house|a lost dog|autumn|a brave girl|the first day of school|a lighthouse|friendship|winter|a clever fox',
    'a giant|spring|a small boat|a forgotten town',
  ),
  recipient: split(
    'my boss|a customer|my landlord|a colleague|the team|a friend|my teacher|the bank|the hotel|my neighbour',
    'my doctor|a supplier|the school|my cousin',
  ),
  errand: split(
    'call mum|buy milk|water the plants|pay the rent|take the medicine|feed the cat|send the report|pick up the kids|charge the phone|book the dentist|take out the trash|check the oven|renew the passport|bring the umbrella',
    'wash the car|return the book|lock the door|buy bread|call the plumber',
  ),
  meeting: split(
    'meeting|call|dentist appointment|lunch|interview|review|team meeting|standup|workshop|dinner|haircut|table for two|room',
    'coffee chat|training|board meeting|checkup|tour',
  ),
  message: split(
    'I am late|dinner is ready|the train is delayed|see you soon|happy birthday|the meeting moved to noon|I will call later|thanks for the help|the door is open|we won the game',
    'the parcel arrived|I am on my way|lunch is at one|the keys are inside',
  ),
  channel: split('email|message|text|mail|note|sms', 'email|message|text'),
  song: split(
    'jazz|my workout playlist|some music|the news|rock songs|a podcast',
    'classical music|my running playlist|the radio',
  ),
  device: split(
    'the lights|the heating|the fan|the lamp in the kitchen|the alarm|the tv|the bedroom lights',
    'the radiator|the porch light|the air conditioner',
  ),
  task: split(
    'reverses a string|returns the largest number of a list|checks whether a word is a palindrome|counts the vowels in a text|sorts a list of numbers|sums the even numbers|removes duplicates from a list|returns the factorial of n|joins two lists|converts celsius to fahrenheit|checks if a number is prime|returns the last element|counts words in a sentence|merges two dictionaries|filters out negative numbers|computes the average of a list',
    'counts the spaces in a string|returns the smallest number of a list|flattens a nested list|returns the first n primes|checks whether two words are anagrams',
  ),
  coding: split('Python|JavaScript|python|javascript|TypeScript', 'Python|JavaScript'),
  bug: split(
    'for i in range(10) print(i)|def f(x) return x + 1|const a = [1, 2, 3]; a.length()|if x = 3: pass|let total = 0; list.forEach(x => total + x)|while True: i += 1|return items.map(x => { x * 2 })',
    'def g(a, b) return a * b|const b = [4, 5]; b.size()|if y = 7: pass',
  ),
  noun: split(
    'river|planet|bird|song|movie|country|painter|language|sport|fruit|island|scientist|king|war|capital|bridge|star|mountain',
    'ocean|composer|desert|tree|castle|comet',
  ),
} as const satisfies Record<string, ReturnType<typeof split>>

export type ValueKind = keyof typeof VALUES
