import type { GateText } from '../gateText.ts'

export const CODE: GateText = {
  train: [
    '[write|create|implement|make|give me|code] a [{coding} |]function that {task}[ in {coding}|.|]',
    '[write|implement|show] a {coding} [function|method|program|script|snippet] that {task}[.|]',
    'in {coding}, [write|implement|define] a function [f|solve|run|compute] that {task}',
    '[how do I|how can I|how to] write a {coding} function that {task}?',
    'I need a {coding} [function|script|method] [that|which] {task}',
    'write code that {task}',
    '[fix|debug|correct] this [code|function|bug|{coding} code]: {bug}',
    'what is wrong with this code: {bug}',
    'why does this {coding} [code|snippet] fail? {bug}',
    'explain [what|how] this code [does|works]: {bug}',
    '[refactor|rewrite|simplify] this {coding} [function|code]: {bug}',
    '[write|add] [unit tests|a test|a docstring] for this function: {bug}',
    '[convert|port] this from {coding} to {coding}: {bug}',
    'write a [class|regex|loop|list comprehension|sql query|bash script] that {task}',
    'def function in python: {task}',
    'a {coding} one-liner that {task}',
    '[write|implement] a function called [sumAll|is_valid|countWords|find_max] that {task}',
    'given a list, write a {coding} function that {task}',
    'function signature: f(x). It {task}. Write the body.',
    'implement [quicksort|binary search|a stack|a queue|bubble sort|fibonacci] in {coding}',
  ],
  heldOut: [
    'please code a function in {coding} that {task}',
    'can you implement a {coding} function which {task}',
    'this code has a bug, fix it: {bug}',
    'build me a {coding} script that {task}',
    'program a method that {task}',
  ],
}
