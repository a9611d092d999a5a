/** What a card says that no figure says. */
export type CardNotes = {
  readonly job: string
  readonly data: string
  readonly limits: string
  readonly testSets: Readonly<Record<string, string>>
}

/** By role. */
export const CARD_NOTES: Readonly<Record<string, CardNotes>> = {
  code: {
    job: `Turns the specification of one function (English) into JavaScript, or Python when the request names it. The
model sees a reference for every number, quoted text and name, and writes a chain of at most four building blocks
under a grammar made for the request: only blocks that fit what the one before gives, only references of the right
kind. Code prints the chain as a function with the names of the request, a comment and one call with its result.
Building blocks: tests and changes of one number or text (alone, or of every element of a list), quantifiers,
sorting, cutting, duplicates, sums, extremes, joining, splitting, counting, digits, divisors, primes.`,
    data: `Written by \`scripts/experts/roles/code\`: one to four blocks, said as commands, as a relative clause or as one
nested result; some 20 wordings per block and as many frames; names of functions, parameters and lists, a tenth of
the operands further parameters, 40 % of the names invented.
Never in training: 8 % of all chains of two and more blocks, a quarter of the names and texts, 2 to 6 wordings of
every part. The split is in the wording and value lists, and a test holds it.`,
    limits: `* One function, one chain of at most four blocks over one list, text or number, or two numbers; no branches, no classes.
* A word that is not in \`knownWords.ts\` carries no meaning; it is taken for a name.
* An example in the request is not read. Python is checked by running it where there is one.
* It answers with some function: whether a request is one for code at all is decided before it.`,
    testSets: {
      V: 'known wordings; chains, names and texts never trained',
      W: 'one part in a wording never trained, made of known words',
    },
  },
  math: {
    job: `Turns a sum or a short word problem (English) into an expression. The model sees every number as a
letter, \`A\` for the smallest, and every word without a meaning to it (names, things) as a sign; it
writes an expression of letters under a grammar made for the request: only numbers of the prompt, each at most once. Code puts the numbers back, computes exactly and shows the steps.
A sum that is spelled out in signs or in "plus", "times" and the like has one expression, and the grammar holds no other.
The model chooses; it never copies a digit or computes.`,
    data: `Written by \`scripts/experts/roles/math\`: sums in signs and words, changes, comparisons, totals,
groups, prices, packs, sharing, spending; a third of the word problems hold a number that does not belong.
Never in training: ten names, eight nouns, three containers, three places, 8 % of all operand tuples, and 3 to 5
wordings of every part. The split is in the wording and value lists, and a test holds it.`,
    limits: `* Two to four numbers, \`+ - * /\`, one level of parentheses; no percentages, powers, fractions, "twice" or "half".
* A word that is not in \`knownWords.ts\` carries no meaning for it: a verb of loss that is not in the list is a sign like a name.
* It always answers with some expression: whether a request is a sum at all is decided before it.
* English only; up to 480 characters and 8 numbers.`,
    testSets: {
      bare: 'sums without a story, operands never trained',
      V: 'word problems in known wordings; names, nouns, places and operands never trained',
      W: 'one part in a wording never trained, made of known words; a quarter are bare sums',
      distractors: 'as V, each with a number that does not belong',
    },
  },
  summary: {
    job: `Turns a short report, meeting notes or the lines of a log (English) into one line. Code cuts the text into
sentences and reads dates, times, amounts, names and identifiers, what belongs together as one piece ("Monday at 14:05",
"40 boxes of glass"), and shows every run of words without a meaning to the model as one sign. Under a grammar made for the
request the model writes which kind of report it is, of each sentence what it is for (a cause, a repair, a test that failed)
or that no summary needs it, and only of the pieces of such a sentence which fact each is. A state ("not fixed yet") is
what the kind of sentence says. Code copies the pieces and builds the line, so that no fact is reworded or invented.
Seven kinds: failure, meeting, delivery, figures, log, progress, check.`,
    data: `Written by \`scripts/experts/roles/summary\`: some 35 wordings of every part, half of the training sentences
said a little otherwise (a little word less, another word for the same), facts told or not and in any order, up to two
sentences (three lines of a log) that do not belong, 30 ways to ask; half of the facts are made of invented words, an
eighth of the texts are all lower case.
Never in training: 6 to 12 values of every kind and 3 to 6 wordings of every part. The split is in the wording and
value lists, and a test holds it.`,
    limits: `* One report of one of the seven kinds; up to 36 sentences and pieces of information and 800 characters.
* A sentence is for one thing: "It failed because of rain and Ben fixed it" tells one of the two.
* A fact that is told twice or in two sentences is taken once. Facts of other kinds than the form has are left out.
* Articles before a fact are dropped; a fact is otherwise verbatim, so it may read clumsily.
* It always answers with some line when a text has two pieces or more: whether it is a report is decided before it.`,
    testSets: {
      V: 'known wordings; things, people, causes, services and other values never trained',
      W: 'one sentence, or the way to ask, in a wording never trained, made of known words',
    },
  },
  planning: {
    job: `Turns a request of several parts (English) into a plan: numbered steps, each with the role that serves it and the
steps it waits for. Code cuts the request into pieces at every sign and at every word of a closed list that may begin a
task ("then", "and", "after that", "before you"), and shows the model each piece behind a reference, with a sign for how it is
linked; names, numbers, quotations, languages and words without a meaning to it are signs, too. Under a grammar made for the request
the model says of each piece: a task of which role, part of the task before it, or nothing; and of each task which earlier
answers it speaks of: the last, the last two, all, or a named one. Code adds what the links say (stages, "before you"), and
writes the steps in the requester's own words; the graph never has a circle.`,
    data: `Written by \`scripts/experts/roles/planning\`: two to six tasks of seven roles, 110 to 190 wordings of each, in stages,
chains, side by side, "before you", "but first", pronouns and names for earlier answers ("the summary", "both"); documents, chores
and sentences that hold commas and "and", greetings and thanks.
Never in training: 8 % of all combinations of roles and links, 2 to 14 values of every kind, and 2 to 8 wordings of every part.
The split is in the wording and value lists, and a test holds it.`,
    limits: `* Two to twelve pieces, 110 words and signs, 700 characters; no loops and no conditions ("if", "unless").
* Links are a closed list in code; a link that is not in it ("followed by", "after translating") is read as part of a task.
* A part that no role serves still gets a role: whether each part is in scope is decided elsewhere.
* "It" is always the task just before; a new sentence without a link waits for nothing unless it speaks of an earlier answer.`,
    testSets: {
      combinations: 'known wordings and values in combinations of roles and links never trained',
      V: 'as combinations, with names, documents, languages and other values never trained',
      W: 'new combinations, one part in a wording never trained, made of known words',
      longer: 'as V, five or six tasks each',
    },
  },
  tools: {
    job: `Turns a command (English) into one tool call as JSON. Code reads dates, times, lengths of time and
numbers; the model sees a reference before every word or value, one sign for all words that training gave no
meaning to, and writes the call by references under a grammar made for the request: a run of words begins and
ends at no joining word and stops neither in the middle of a name nor of a quotation. Code copies the words and
builds the JSON, which is therefore always valid. These rules were found on misses of other draws of the same sets.
Ten tools: create_event, set_timer, set_alarm, set_reminder, send_message, make_call, get_weather, convert_units,
play_music, add_to_list.`,
    data: `Written by \`scripts/experts/roles/tools\`: openings, some 20 wordings per tool, arguments in any order,
endings; 40 % of the texts are made of invented words, a fifth of the requests are all lower case.
Never in training: 8 to 14 values of every kind (people, places, events, tasks, messages, units, songs, items) and
3 to 6 wordings of every part. The split is in the wording and value lists, and a test holds it.`,
    limits: `* One call per command; ten fixed tools; up to 36 words and 320 characters.
* Relative dates stay words (\`tomorrow\`, \`next friday\`): an expert has no clock. A date without a year stays \`MM-DD\`.
  Numeric dates are read day first. An hour without am or pm is taken as written.
* Without quotes, colon or "that" the place where a name ends and a message begins is a guess.
* It always answers with some call: whether a request is a command at all is decided before it.`,
    testSets: {
      V: 'known wordings; people, places, titles and texts never trained',
      W: 'one part in a wording never trained, made of known words',
    },
  },
  translation: {
    job: `Translates English phrases and short sentences into French. Code finds the text in the request and looks
its words up in a dictionary of some 580 nouns, adjectives, verbs and fixed phrases with their forms; the model sees
little words as they are and every other word only as a reference and a kind (noun, verb form, adjective), and
writes the French sentence as structure: references, tenses, articles, pronouns, prepositions, in French order,
under a grammar made for the request. Code puts the words in and inflects them: gender, number, conjugation,
place of adjectives, agreement of participles, contraction and elision.`,
    data: `Written by \`scripts/experts/roles/translation\`: some 200 patterns of clauses, 80 of noun phrases and
adverbials, two clauses joined, contractions, names, 18 ways to ask.
Never in training: 8 % of all combinations of words in a sentence, eight names, six cities, and 3 to 13 patterns of
every kind. All words of the dictionary are in training; the model never sees which word it is.`,
    limits: `* English to French only. A word that is neither in the dictionary nor a name is refused.
* "you" is tu, "they" is ils, "it" as a subject only in "it is"; a name's gender is guessed from its ending.
* One meaning per word; professions have one form; no subjunctive, no passive, no pluperfect.
* Up to 200 characters and 36 words of the dictionary; two clauses at most were trained.
* The truth of its tests is inflected by the same code as its answers: the scores are about structure. Forms are held
  by unit tests against hand-written French.`,
    testSets: {
      V: 'known patterns; combinations of words, and names, never trained',
      W: 'one pattern of a clause, a phrase or a joint never trained, made of known words',
    },
  },
  writing: {
    job: `Rewrites a text (English): blunt ones polite or friendly, long ones short, notes as a message. Code finds names,
dates, times and amounts and gives every piece of the text a reference; words that training gave no meaning to are a
sign. The model writes an outline by references, \`polite to=A ask=B-F why=H-K\`: the style that is asked for and what
each part of the text does (asks, forbids, wants, waits for, wants to know, declines, tells, blames, explains, thanks,
apologizes, says when or where, signs), under a grammar made for the request. Code words the outline with the part's own words.

Rules that code keeps, whatever the model writes: every name, date, time and amount of the text is in the answer, as it was typed
(what no part holds is told at the end); a greeting and a closing, or one paragraph for a short text; a softened frame round
everything that is asked; no insult, and no haste at the end of a part ("now", "immediately", "or else"): a sentence asks for a
quick reply instead; at most 160 words, and about half the words of the request where it is to be short.`,
    data: `Written by \`scripts/experts/roles/writing\`: instructions before or after the text, three manners of writing (cross,
wordy, notes), some 10 to 45 wordings for each thing that a part can do, sentences that say nothing, greetings; 45 % of the words of
the parts are invented, a seventh of the requests are all lower case. Never in training: 9 to 25 values of every kind (names, verbs, things, places) and
3 to 8 wordings of every part. The split is in the wording and value lists, and a test holds it.`,
    limits: `* It rewrites; it invents nothing: what a text does not say is not in the answer.
* The person does not change: "you" stays "you". "Ask Anna to..." is not turned into a message to Anna.
* Threats ("or you are fired") and sentences that say nothing are left out.
* Up to 36 pieces after the instruction (some 45 words; words without a meaning to it count as one when they follow each other) and 600 characters.
* A statement without a verb that it knows is told after a colon ("Please note: ...").
* "Right" asks for every part in its own frame with its very words; "valid" is the rules above.`,
    testSets: {
      V: 'known wordings; names, verbs, things and places never trained',
      W: 'one part in a wording never trained, made of known words',
    },
  },
}
