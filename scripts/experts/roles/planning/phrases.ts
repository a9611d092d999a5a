import type { Role } from '#protocol/role.ts'
import type { Values, Wordings } from '../../wordings.ts'

/** Other ways to ask for a task than the bare command. */
export const TASK_FRAMES: Wordings = {
  train: [
    'please {Y}',
    'could you {Y}',
    'can you {Y}',
    'I want you to {Y}',
    'I need you to {Y}',
    'make sure to {Y}',
    'remember to {Y}',
    "don't forget to {Y}",
    'try to {Y}',
    "I'd like you to {Y}",
    'you should {Y}',
    'we need to {Y}',
    '{Y} for me',
    '{Y} too',
    'quickly {Y}',
    'help me to {Y}',
    'would you {Y}',
    'now {Y}',
    'please now {Y}',
    'you can {Y}',
    'would you please {Y}',
    'could you please {Y}',
    'could you quickly {Y}',
    'I want to {Y}',
    'you have to {Y}',
    'we have to {Y}',
    'please remember to {Y}',
    "please don't forget to {Y}",
    'help me {Y}',
    'you should now {Y}',
    '{Y} now',
    '{Y} quickly',
  ],
  heldOut: [
    'please make sure to {Y}',
    'could you try to {Y}',
    'now I want you to {Y}',
    'you need to {Y}',
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
    'the {D} of the {e}',
    'the {D} by {N}',
    'the {D} for {N}',
    'this new {D}',
    'this {D} and the {D2}',
    'my {D} and my {D2}',
    'my last {D}',
    'my new {D}',
    'the short {D}',
    'the {D} that {N} wrote',
    'the {D} {N} sent',
    'the {D} with the dates',
    'the {D} about the {e}',
    'the {D} on {q}',
    'the {D} I wrote',
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
  train: [
    'it',
    'it',
    'it',
    'it',
    'that',
    'this',
    'them',
    'them',
    'those',
    'the result',
    'the result',
    'the answer',
    'the output',
    'these',
    'the last result',
    'the last answer',
  ],
  heldOut: ['this result', 'that answer'],
}

/** How the answers of the last two tasks are called. */
export const LAST_TWO: Wordings = {
  train: [
    'both',
    'both results',
    'both answers',
    'the two results',
    'the two answers',
    'both of them',
    'both of these',
    'the last two',
    'the two of them',
    'both of the answers',
    'the last two answers',
  ],
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
    'all of them',
    'all of these',
    'it all',
    'everything together',
  ],
  heldOut: ['all of the answers', 'all the results'],
}

/** How the answer of the nearest task of a role is called. */
export const ROLE_ANSWERS: Readonly<Record<Role, Wordings>> = {
  math: {
    train: [
      'the total',
      'the sum',
      'the number',
      'the figure',
      'the average',
      'the difference',
      'that figure',
      'this sum',
      'the percentage',
    ],
    heldOut: ['that number', 'this total'],
  },
  code: {
    train: [
      'the code',
      'the function',
      'the script',
      'the program',
      'the method',
      'the class',
      'that program',
      'this code',
    ],
    heldOut: ['that function', 'this script'],
  },
  writing: {
    train: [
      'the email',
      'the message',
      'the text',
      'the draft',
      'the letter',
      'the note',
      'the invitation',
      'the reply',
      'this email',
      'that message',
      'this note',
    ],
    heldOut: ['that email', 'this draft', 'that letter'],
  },
  planning: {
    train: [
      'the plan',
      'the schedule',
      'the steps',
      'the timeline',
      'these tasks',
      'the to-do list',
      'this plan',
      'that schedule',
      'the tasks',
    ],
    heldOut: ['that plan', 'these steps'],
  },
  summary: {
    train: [
      'the summary',
      'the short version',
      'the key points',
      'the gist',
      'the overview',
      'the main points',
      'this summary',
      'these points',
    ],
    heldOut: ['that summary', 'this short version'],
  },
  translation: {
    train: [
      'the translation',
      'the translated text',
      'the translated version',
      'the translated words',
      'that translation',
    ],
    heldOut: ['this translation', 'that translated text'],
  },
  tools: {
    train: [
      'the booking',
      'the event',
      'the reminder',
      'the appointment',
      'the meeting',
      'that event',
      'this reminder',
    ],
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
