import type { Wordings } from '../../wordings.ts'

/** Said before a command. */
export const OPENINGS: Wordings = {
  train: [
    '',
    '',
    '',
    '',
    'please ',
    'can you ',
    'could you ',
    'could you please ',
    'hey, ',
    'hi, ',
    'I need you to ',
    'I want you to ',
    'ok, ',
    'now ',
    'hello, please ',
    'would you ',
  ],
  heldOut: [
    'hi, can you ',
    'hey, could you ',
    'ok, please ',
    'now please ',
    'hello, I need you to ',
  ],
}

/** Said before a question or a statement, where "please" and "can you" do not fit. */
export const GREETINGS: Wordings = {
  train: ['', '', '', 'hey, ', 'hi, ', 'hello, ', 'ok, ', 'please: '],
  heldOut: ['ok, hi, ', 'hello: '],
}

/** Said after the request. */
export const ENDINGS: Wordings = {
  train: [
    '',
    '',
    '',
    '',
    '',
    '.',
    '.',
    '?',
    '!',
    ' please',
    ', please',
    ' please.',
    ', thanks',
    ' thanks',
    '. thank you',
    ' for me',
  ],
  heldOut: [' for me please', ', thank you', '. thanks', ' for me, thanks'],
}
