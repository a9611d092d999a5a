import type { Role } from '#protocol/role.ts'
import type { Values, Wordings } from '../../wordings.ts'

/** How a task hangs on the text so far, `{X}`; `{Y}` is the task. */
export const LINKS = {
  and: {
    train: [
      '{X} and {Y}',
      '{X} and {Y}',
      '{X}, and {Y}',
      '{X} and please {Y}',
      '{X} & {Y}',
      '{X}, {Y}',
    ],
    heldOut: ['{X}, and please {Y}', '{X} and, please, {Y}'],
  },
  stop: {
    train: [
      '{X}. {Y}',
      '{X}. {Y}',
      '{X}; {Y}',
      '{X}\n{Y}',
      '{X}. Please {Y}',
      '{X}. Could you {Y}',
    ],
    heldOut: ['{X}; please {Y}', '{X}\nplease {Y}'],
  },
  also: {
    train: [
      '{X} and also {Y}',
      '{X}. Also, {Y}',
      '{X}. Also {Y}',
      '{X}. Separately, {Y}',
      '{X}. At the same time, {Y}',
      '{X}. In parallel, {Y}',
      '{X}. Independently, {Y}',
      '{X}, and at the same time {Y}',
      '{X}. Meanwhile, {Y}',
      '{X}; also {Y}',
      '{X}. Besides, {Y}',
      '{X}. In addition, {Y}',
      '{X}. While you do that, {Y}',
    ],
    heldOut: [
      '{X}. Also, at the same time, {Y}',
      '{X}; separately, {Y}',
      '{X}, and in parallel {Y}',
      '{X}. While you do this, also {Y}',
    ],
  },
  next: {
    train: [
      '{X}, then {Y}',
      '{X} then {Y}',
      '{X} and then {Y}',
      '{X}, and then {Y}',
      '{X}. Then {Y}',
      '{X}. Then, {Y}',
      '{X}. After that, {Y}',
      '{X}, after that {Y}',
      '{X}. Next, {Y}',
      '{X}. Once that is done, {Y}',
      '{X}. When this is finished, {Y}',
      '{X} and finally {Y}',
      '{X}, finally {Y}',
      '{X}. Finally, {Y}',
      '{X}. Afterwards, {Y}',
      '{X}. Second, {Y}',
      '{X}; then {Y}',
      '{X}. As soon as it is ready, {Y}',
      '{X}. Lastly, {Y}',
      '{X} before you {Y}',
      '{X}\nthen {Y}',
      '{X}. Then please {Y}',
    ],
    heldOut: [
      '{X}. When that is done, {Y}',
      '{X}, and after that {Y}',
      '{X}. Then, once this is finished, {Y}',
      '{X}. As soon as that is finished, {Y}',
      '{X}; after that, {Y}',
      '{X} and, once it is ready, {Y}',
    ],
  },
  result: {
    train: [
      '{X}. Using the result, {Y}',
      '{X}, and using the result {Y}',
      '{X}. With that, {Y}',
      '{X}. Based on that, {Y}',
      '{X}, and with the answer, {Y}',
      '{X}. Use the result to {Y}',
      '{X} and use it to {Y}',
      '{X}. Based on the result, {Y}',
    ],
    heldOut: [
      '{X}. With the result, {Y}',
      '{X}, and use the answer to {Y}',
      '{X}; based on it, {Y}',
    ],
  },
  later: {
    train: [
      '{X}, but first {Y}',
      '{X} after you {Y}',
      '{X} once you {Y}',
      '{X}, but before that {Y}',
    ],
    heldOut: ['{X} as soon as you {Y}', '{X} but first {Y}'],
  },
} as const satisfies Readonly<Record<string, Wordings>>

/** Two tasks of which one is named by when: `{X}` comes first in the text. */
export const PAIRS = {
  before: {
    train: ['Before you {X}, {Y}', 'Before you {X}, please {Y}', 'Before you can {X}, {Y}'],
    heldOut: ['Before you {X}, could you {Y}', 'Please, before you {X}, {Y}'],
  },
  after: {
    train: [
      'After you {X}, {Y}',
      'Once you {X}, {Y}',
      'When you {X}, {Y}',
      'Once you {X}, please {Y}',
    ],
    heldOut: ['After you {X}, please {Y}', 'As soon as you {X}, {Y}'],
  },
} as const satisfies Readonly<Record<string, Wordings>>

/** Said before everything. */
export const OPENINGS: Wordings = {
  train: [
    '',
    '',
    '',
    '',
    '',
    'Please ',
    'Could you ',
    'Can you ',
    'First ',
    'First, ',
    'First of all, ',
    'I need you to ',
    'I want you to ',
    'Hi, ',
    'Hello, please ',
    'Hey, can you ',
    'Plan this: ',
    'Make a plan: ',
    'Plan the following: ',
    'Break this into steps: ',
    'Put this in order: ',
    'Please plan this request: ',
    'Here is what I need: ',
    'I need a few things. ',
    'I have some tasks for you: ',
    'To start, ',
    'Start with this: ',
    'Who does what: ',
  ],
  heldOut: [
    'Hi, could you ',
    'Please first ',
    'Here is a plan: ',
    'Please plan the following: ',
    'Hello, I need you to ',
    'Break the following into tasks: ',
    'I have a few things for you. ',
  ],
}

/** Said after everything. */
export const ENDINGS: Wordings = {
  train: [
    '.',
    '.',
    '.',
    '.',
    '',
    '',
    ', please.',
    ' please',
    '. Thanks.',
    '. Thank you!',
    ', thanks',
    '. That is all.',
    '!',
    '. Thanks for the help.',
  ],
  heldOut: [
    '. That is all, thanks.',
    '. Thanks, that is all',
    ', thank you',
    '. Please and thank you.',
  ],
}

/** What a document is called: the noun with more round it. */
export const DOCUMENT_PHRASES: Wordings = {
  train: [
    'the {D}',
    'the {D}',
    'the {D}',
    'this {D}',
    'my {D}',
    'the {D} of {N}',
    'the {D} from {N}',
    'the {D} for the {e}',
    'the {D} about {q}',
    'the {D} and the {D2}',
    'the {D}, the {D2} and the {D3}',
    'the {D} that {N} sent',
    'the new {D}',
    'the last {D}',
  ],
  heldOut: [
    'the last {D} from {N}',
    'my {D} about {q}',
    'the new {D} and the {D2}',
    'this {D} of {N}',
  ],
}

/** How an earlier answer is called, whichever it is: the one just before. */
export const LAST_ANSWER: Wordings = {
  train: ['it', 'it', 'it', 'that', 'this', 'the result', 'the result', 'the answer', 'the output'],
  heldOut: ['this result', 'that answer'],
}

/** How the answers of the last two tasks are called. */
export const LAST_TWO: Wordings = {
  train: ['both', 'both results', 'both answers', 'the two results', 'the two answers'],
  heldOut: ['the two', 'both of the results'],
}

/** How the answers of all tasks are called. */
export const ALL_ANSWERS: Wordings = {
  train: [
    'everything',
    'all of it',
    'all results',
    'all the answers',
    'all of that',
    'all of the results',
  ],
  heldOut: ['all of the answers', 'all the results'],
}

/** How the answer of the nearest task of a role is called. */
export const ROLE_ANSWERS: Readonly<Record<Role, Wordings>> = {
  math: {
    train: ['the total', 'the sum', 'the number', 'the figure'],
    heldOut: ['that number', 'this total'],
  },
  code: {
    train: ['the code', 'the function', 'the script', 'the program'],
    heldOut: ['that function', 'this script'],
  },
  writing: {
    train: ['the email', 'the message', 'the text', 'the draft', 'the letter', 'the note'],
    heldOut: ['that email', 'this draft', 'that letter'],
  },
  planning: {
    train: ['the plan', 'the schedule', 'the steps', 'the timeline'],
    heldOut: ['that plan', 'these steps'],
  },
  summary: {
    train: ['the summary', 'the short version', 'the key points', 'the gist'],
    heldOut: ['that summary', 'this short version'],
  },
  translation: {
    train: ['the translation', 'the translated text', 'the translated version'],
    heldOut: ['this translation', 'that translated text'],
  },
  tools: {
    train: ['the booking', 'the event', 'the reminder', 'the appointment'],
    heldOut: ['this booking', 'that appointment'],
  },
}

/** When something happens. */
export const TIMES: Values = {
  train: [
    '3 pm',
    '14 March',
    'Monday',
    'Friday, 12 May',
    'tomorrow',
    '7:30',
    'noon',
    'next Tuesday',
    '9 am',
    '1 June 2027, 8 am',
  ],
  heldOut: ['5 pm', '21 August', 'Sunday', 'Thursday, 4 July', '10:15', 'midnight'],
}
