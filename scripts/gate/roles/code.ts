import type { GateText } from '../gateText.ts'

export const CODE: GateText = {
  train: [
    '[write|create|implement|make|give me|code] a [{coding} |]function that {task}[ in {coding}|.|]',
    '[write|implement|show] a {coding} [function|method|program|script|snippet] that {task}[.|]',
    'in {coding}, [write|implement|define] a function [f|solve|run|compute] that {task}',
    '[how do I|how can I|how to] write a {coding} function that {task}?',
    'I need a {coding} [function|script|method] [that|which] {task}',
    'write code that {task}',
    '[define|program|build|develop|code] [me |]a [{coding} |][function|procedure|routine|helper] [that|which] {task}',
    '[program|code|define] a {coding} [method|script] that {task}',
    '[define|write|create|make] a method [that|which] {task}',
    'program a [function|script] [that|which] {task}',
    'could you write [me |]a [small|short|simple|] [{coding} |]function which {task}?',
    'def function in python: {task}',
    'a {coding} one-liner that {task}',
    '[write|implement] a function called [sumAll|is_valid|countWords|find_max] that {task}',
    'given a list, write a {coding} function that {task}',
    'function signature: f(x). It {task}. Write the body.',
  ],
  heldOut: [
    'please code a function in {coding} that {task}',
    'can you implement a {coding} function which {task}',
    'build me a {coding} script that {task}',
    'program a method that {task}',
  ],
}
