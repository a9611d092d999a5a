/** Ways in which people ask each expert, with places to fill: what probes look like unless the operator brings more. */

import type { Role } from '#protocol/role.ts'

/** What stands for a place, such as `{name}`. */
export const PLACES: Readonly<Record<string, readonly string[] | { readonly upTo: number }>> = {
  n: { upTo: 99 },
  nn: { upTo: 989 },
  hour: { upTo: 11 },
  name: ['Anna', 'Ben', 'Kofi', 'Ingrid', 'Mateo', 'Leila', 'Priya', 'Sven', 'Nadia', 'Bruno'],
  thing: ['apples', 'books', 'badges', 'tokens', 'boxes', 'ribbons', 'lamps', 'tickets', 'eggs'],
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  month: ['January', 'March', 'April', 'June', 'July', 'October', 'November'],
  word: ['report', 'invoice', 'contract', 'letter', 'offer'],
  place: ['Lima', 'Nairobi', 'London', 'Oslo'],
}

export const WORDINGS: Readonly<Record<Role, readonly string[]>> = {
  math: [
    'what is {nn} + {nn}',
    'Work out (({n} + {n}) * {n} - {n}) / {n}',
    'what is {n} + {n} + {n} + {nn} + {n}?',
    'Work out ({n} + {n}) * ({n} - {n}) + {n}',
    'calculate {n} * {n} + {n} * {n} - {nn}',
    'what is {n} times {n}?',
    'Work out ({n} + {n}) * {n}',
    '{name} has {nn} {thing}. She buys {nn} more. How many {thing} are there now?',
    'There are {n} red {thing} and {nn} blue {thing}. How many {thing} are there?',
    'Each box holds {n} {thing}. {name} buys {n} boxes. How many {thing} does he have?',
    '{name} has {n} {thing} and {name} has {nn}. How many fewer does {name} have?',
  ],
  code: [
    'Write a Python function that keeps the even numbers in a list, doubles them and returns the sum.',
    'function that counts the words longer than {n} letters in a sentence',
    'reverse a string in JavaScript',
    'write a function that returns the first {n} items of a list, in Python please',
    'Write a function taking a list of prices and a number limit that returns the average of the prices above limit',
  ],
  writing: [
    'Make this polite: {name}, send me the {word} by {day}, now! The client is waiting.',
    'Make this friendly: You forgot the keys again. Bring them to the office tomorrow at {hour} am or else.',
    'make my email polite: {name}, send me the {word} by {day}.',
    'Shorten this: Hi {name}, I was wondering if you could possibly book the room for {n} people on {hour} {month}.',
  ],
  planning: [
    'summarise the {word}, then translate it into French',
    'Add up the invoices and book a meeting with {name} on {day}. Then write an email to {name} about the total.',
    'Before you send the summary to {name}, condense the meeting minutes',
    'Plan this: first write a Python function that sorts a list, then write tests for it, and remind me to buy milk and eggs',
    'sum {nn} and {n}, then set up a call between {name} and {name}',
  ],
  summary: [
    'Summarize this: The lift in the main hall stopped working on {day} at 14:05. {n} guests had to wait. Coffee was served at 15:00. The cause was a worn cable. {name} fixed it on {day}.',
    'In one line: {n} boxes of paper arrived late on {day}. {n} boxes were damaged. {name} signed for it.',
    'Sum up the notes: We met on {hour} {month} about the new website. We decided to hire two engineers. {name} will write the offer by {day}. The next meeting is on {hour} {month}.',
  ],
  translation: [
    'Translate to French: The little cats are sleeping in the old garden.',
    'How do you say "I would like some water, please" in French?',
    'Translate "My sister has never eaten the red apples" into French.',
    'Translate into French: Paul talks to his neighbor every morning but he does not like him.',
    'Translate into French: Where is the station?',
  ],
  tools: [
    'remind me to water the plants tomorrow at {hour} am',
    'book a meeting on {hour} {month} 2027 at {hour} pm',
    "tell {name} that I'm running late",
    'convert {n} miles to kilometers',
    'What is the weather in {place} please',
    'Please send {name} a note that the code for the door has changed please.',
  ],
}
