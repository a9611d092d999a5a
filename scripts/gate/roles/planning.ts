import type { GateText } from '../gateText.ts'

/** Several tasks at once: what has one task only is that task's role, and a goal without tasks is no request yet. */
export const PLANNING: GateText = {
  train: [
    '[plan this|make a plan|break this into steps|split this into tasks|plan the following|order these tasks]: {request} [and then|, then|and after that] {request}[.|]',
    'first {request}, then {request}[ and finally {request}|]',
    '{request}. [Then|After that,|When it is ready,] {request}. [Then|Finally,] {request}.',
    'I have [some|three|several] tasks for you: {request}, {request} and {request}',
    'before you {request}, {request}',
    'once you {request}, {request}[ and {request}|]',
    '{request} [and use the result to|and then, with the result,] {request}',
    'which tasks are in this: {request}, then {request}',
    'I want you to {request}, {request} and, when both are ready, {request}',
  ],
  heldOut: [
    'please plan these tasks for me: {request}; {request}; {request}',
    'start with this: {request}. Next, {request}. Lastly {request}.',
    'after you {request}, {request}, and then {request}',
  ],
}
