import type { Wordings } from '../../wordings.ts'

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
