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
  language: split('French', 'French'),
  phrase: split(
    'good morning|where is the station|I would like a coffee|how are you today|the weather is nice|thank you very much|the train is late|my name is Anna|we need more time|the house is red|see you tomorrow|I lost my keys|can you help me|the cat sleeps on the sofa|what time does the shop open|I am hungry|he works in a big office|she reads a book',
    'good evening|where is the museum|we would like two tickets|the bus is full|it rains in the city|I forgot my bag',
  ),
  foreign: split(
    'bonjour|où est la gare|je voudrais un café|merci beaucoup|le chat dort|il fait beau aujourd hui|je ne comprends pas|la maison est rouge',
    'bonsoir|où est le musée|nous avons le temps',
  ),
  goal: split(
    'a trip to Rome|a birthday party|a move to a new flat|a small wedding|a garden|a marathon|a product launch|a week of meals|a school project|a website relaunch|a camping weekend|the team meeting|an exam|a house renovation|a fundraiser|a study week',
    'a trip to Vienna|a reunion|a bike tour|an office move|a concert|a job search',
  ),
  report: split(
    'The team met on Monday. The launch moves to May because the tests are late. Paul will tell the customers.|Sales rose by 4 percent in March. The shop in the north closed. Two people were hired.|The server went down at 2 am. The disk was full. It was fixed after an hour and a larger disk was ordered.|The patient slept well. The fever is gone. She may go home on Friday.|We tested three pumps. The second one failed after ten hours. The others ran without trouble.|Rain delayed the work on the bridge. The crew returns next week. The budget stays the same.|The delivery of 40 boxes came on Tuesday. Two boxes were damaged. Anna signed for it.|08:14 ERROR db-3: connection lost. 08:20 INFO db-3 restarted. 09:00 INFO all jobs finished.|The project is 60 percent done. Tests are late. The next step is the login page.|The inspector checked the boiler on 3 May. It passed. The next check is in two years.|We talked about the new office. We decided to move in June. Ben will ask for offers.|Visitors fell by 12 percent in the summer. The reason was the closed road. The goal for autumn is 9000.|The lift stopped on Monday at 14:05. The cause was a worn cable. Ben fixed it on Tuesday.|Coffee was served at ten. The budget was approved. Maria will write to the bank by Friday.',
    'The board met in June. It approved the new budget and asked for a second offer. The next meeting is in July.|The oven in the bakery broke. Bread was late for two days. A new oven comes on Friday.|The ship left the harbour late. Fog slowed it down. Nobody was hurt.|12 crates of lemons came too late. Leila signed. Three crates were damaged.|23:10 WARN cache is full. 23:12 ERROR upload failed. 23:40 INFO upload works again.|The audit of the kitchen took place on 9 March. It failed because of a broken fridge.',
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
  request: split(
    'work out 12 times 9|add up 40 and 27|translate the notes into French|say it in French|summarize the report|give a short summary of the minutes|write a python function that sorts a list|write a function that counts words|send it to Anna|send a message to Ben|book a room for Monday|set a reminder for 5 pm|put it into my calendar|rewrite it politely|make the reply sound friendlier|turn the notes into a message to the team',
    'compute the sum of 17 and 80|put the answer into English|boil the log down to one line|program a function that reverses a text|set an alarm for 7 am|tell Clara the result|make the letter more polite',
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
  coding: split('Python|JavaScript|python|javascript|JS', 'Python|JavaScript'),
  bug: split(
    'for i in range(10) print(i)|def f(x) return x + 1|const a = [1, 2, 3]; a.length()|if x = 3: pass|let total = 0; list.forEach(x => total + x)|while True: i += 1|return items.map(x => { x * 2 })',
    'def g(a, b) return a * b|const b = [4, 5]; b.size()|if y = 7: pass',
  ),
  noun: split(
    'river|planet|bird|song|movie|country|painter|language|sport|fruit|island|scientist|king|war|capital|bridge|star|mountain',
    'ocean|composer|desert|tree|castle|comet',
  ),
  farLanguage: split(
    'Japanese|Chinese|Arabic|Russian|Hindi|Korean|Latin|Turkish|Finnish|Greek|German|Italian|Dutch|Portuguese|Swedish|Polish|Klingon|Esperanto|Elvish',
    'Hebrew|Thai|Welsh|Sanskrit|Zulu',
  ),
  farCoding: split(
    'Java|Rust|Go|Golang|PHP|Ruby|Kotlin|Swift|Perl|Haskell|C|C++|TypeScript|SQL|Bash|R|Julia|Excel|Dart|Basic',
    'Scala|Lua|Fortran|Elixir|Zig',
  ),
  for: split('| for {noun}s| for my shop| about {topic}', '| for a club'),
  german: split(
    'wie geht es dir|was kostet das Brot|der Hund läuft durch den Garten|wer hat die Wahl gewonnen|ich möchte einen Kaffee|wo ist der Bahnhof|das Wetter ist heute schön|erzähl mir einen Witz|wir treffen uns um acht Uhr|die Sitzung war lang|kannst du mir helfen|warum ist der Himmel blau',
    'wie spät ist es|die Katze schläft auf dem Sofa|was machst du morgen|ich habe keine Zeit',
  ),
  french: split(
    'comment ça va|où est la gare|je voudrais un café|le chien court dans le jardin|qui a gagné le match|quel temps fait-il|raconte-moi une blague|nous avons une réunion demain|la maison est grande|pourquoi le ciel est bleu|je ne comprends pas|merci beaucoup',
    "quelle heure est-il|le chat dort sur le canapé|je n'ai pas le temps|on part demain matin",
  ),
  spanish: split(
    'cómo estás|dónde está la estación|quiero un café|el perro corre por el jardín|quién ganó el partido|qué tiempo hace hoy|cuéntame un chiste|tenemos una reunión mañana|la casa es grande|por qué el cielo es azul|no entiendo|muchas gracias',
    'qué hora es|el gato duerme en el sofá|no tengo tiempo|salimos mañana temprano',
  ),
  italian: split(
    'come stai|dove si trova la stazione|vorrei un caffè|il cane corre nel giardino|che tempo fa oggi|raccontami una barzelletta',
    'che ore sono|non ho tempo',
  ),
  dutch: split(
    'hoe gaat het|waar is het station|ik wil een koffie|de hond loopt in de tuin|het weer is mooi vandaag',
    'hoe laat is het|ik heb geen tijd',
  ),
  polish: split(
    'jak się masz|gdzie jest dworzec|poproszę kawę|pies biega po ogrodzie|jaka jest dzisiaj pogoda',
    'która godzina|nie mam czasu',
  ),
  portuguese: split(
    'como você está|onde fica a estação|eu quero um café|o tempo está bom hoje',
    'que horas são|não tenho tempo|o cachorro corre no jardim',
  ),
  swedish: split(
    'hur mår du|var ligger stationen|jag vill ha en kaffe',
    'vad är klockan|jag har inte tid|vädret är fint idag',
  ),
  script: split(
    'как дела|где находится вокзал|сколько времени|你好|今天天气怎么样|请帮我翻译|こんにちは|駅はどこですか|مرحبا|كيف حالك|안녕하세요|नमस्ते|γεια σου|שלום',
    'что это такое|我要一杯咖啡|ありがとう|شكرا جزيلا|감사합니다|ευχαριστώ',
  ),
} as const satisfies Record<string, ReturnType<typeof split>>

export type ValueKind = keyof typeof VALUES
