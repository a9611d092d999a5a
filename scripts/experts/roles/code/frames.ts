import { listWordings as w } from './stepWording.ts'

/**
 * What stands round the steps. {L} is a language before "function", {C} a name after it, {I} the steps as
 * commands, {R} the steps as "keeps the even ones", {np} their result, {input} what the function takes.
 */

/** Steps as a relative clause; the first step says what it acts on. */
export const RELATIVE_FRAMES = w(
  `write a {L}function{C} [that|which] {R}; create a {L}function{C} [that|which] {R}; make a {L}function{C} [that|which] {R};
  I need a {L}function{C} [that|which] {R}; give me a {L}function{C} [that|which] {R}; implement a {L}function{C} [that|which] {R};
  define a {L}function{C} [that|which] {R}; code a {L}function{C} that {R}; I want a {L}function{C} that {R};
  please write a {L}function{C} that {R}; can you write a {L}function{C} that {R}; build a {L}function{C} that {R};
  show me a {L}function{C} that {R}; a {L}function{C} [that|which] {R}; {L}function{C} that {R}; write me a {L}function{C} that {R};
  I am looking for a {L}function{C} that {R}; could you make a {L}function{C} that {R}; the {L}function{C} {R};
  I would like a {L}function{C} that {R}; help me write a {L}function{C} that {R}; write some {L}code that {R}; write a [small|simple|short|little|nice|new|clean|efficient|basic|tiny] {L}function{C} that {R}`,
  `please create a {L}function{C} that {R}; could you write me a {L}function{C} that {R}; I would like to have a {L}function{C} that {R};
  please give me a small {L}function{C} that {R}; show me some {L}code that {R}`,
)

/** Steps as a relative clause after the input. */
export const RELATIVE_INPUT_FRAMES = w(
  `write a {L}function{C} that takes {input} and {R}; create a {L}function{C} that takes {input} and {R};
  make a {L}function{C} which takes {input} and {R}; I need a {L}function{C} that gets {input} and {R};
  write a {L}function{C} that takes {input}, {R}; implement a {L}function{C} that accepts {input} and {R};
  define a {L}function{C} that receives {input} and {R}; give me a {L}function{C} that, given {input}, {R};
  write a {L}function{C} that, given {input}, {R}; a {L}function{C} that takes {input} and {R}; {L}function{C} that takes {input} and {R};
  write a {L}function{C}. It takes {input} and {R}; I want a {L}function{C} that reads {input} and {R};
  can you write a {L}function{C} that takes {input} and {R}; please write a {L}function{C} which gets {input}, {R};
  the {L}function{C} takes {input} and {R}; build a {L}function{C} that has {input} as input and {R};
  write a {L}function{C} taking {input} that {R}; create a {L}function{C} with {input} as parameter that {R};
  I need a {L}function{C} for {input} that {R}; code a {L}function{C} that is given {input} and {R}`,
  `please make a {L}function{C} that accepts {input} and {R}; write a {L}function{C} which receives {input} and {R};
  I want a {L}function{C} with {input} as input that {R}; create a {L}function{C} that is given {input} and {R}; give me a {L}function{C} that takes {input}, {R}`,
)

/** Steps as commands; the first step says what it acts on. */
export const COMMAND_FRAMES = w(
  `{I}; {I}; {I}; write a {L}function{C} to {I}; a {L}function{C} to {I}; {L}function{C} to {I}; how do I {I}; how can I {I};
  I want to {I}; I need to {I}; help me {I}; write {L}code to {I}; {L}function{C}: {I}; create a {L}function{C} to {I};
  I need a {L}function{C} to {I}; please {I}; can you {I}; show me how to {I}; make a {L}function{C} to {I}; write {L}code that can {I};
  write a {L}function{C} that should {I}; define a {L}function{C} to {I}; {L}code to {I}; how would I {I}; what is the way to {I}`,
  `please write {L}code to {I}; show me a {L}function{C} to {I}; please show me how I can {I}; I would like to {I}; could you {I}`,
)

/** Steps as commands after the input. */
export const COMMAND_INPUT_FRAMES = w(
  `given {input}, {I}; write a {L}function{C} that takes {input}. It should {I}; write a {L}function{C} with {input} as [input|parameter|argument]. It should {I};
  the {L}function{C} takes {input}: {I}; {L}function{C} takes {input}: {I}; write a {L}function{C}. Given {input}, {I};
  create a {L}function{C} that takes {input}. It must {I}; I have {input}. Write a {L}function{C} to {I}; for {input}, {I};
  write a {L}function{C} for {input} to {I}; I have {input} and want to {I}; with {input}: {I}; {L}function{C}, input: {input}. {I};
  make a {L}function{C} which gets {input}. {I}; take {input}. {I}; write a {L}function{C} which accepts {input} to {I};
  I have {input} and need to {I}; the input is {input}. {I}; write a {L}function{C}: take {input} and {I}; start with {input} and {I};
  {L}function{C} with {input}: {I}`,
  `given {input}, write a {L}function{C} to {I}; I have {input}. {I}; the {L}function{C} gets {input}. It should {I};
  create a {L}function{C} with {input} as argument. It must {I}; take {input} and {I}`,
)

/** The result of all steps at once. */
export const RESULT_FRAMES = w(
  `write a {L}function{C} returning {np}; {L}function{C} for {np}; a {L}function{C} for {np}; {L}code for {np}; {np}; I need {np};
  write a {L}function{C} for {np}; a {L}function{C} returning {np}; give me {np}; what is {np}; {L}function{C} returning {np};
  create a {L}function{C} for {np}; write {L}code for {np}; a {L}function{C} that gives {np}; {L}function{C}: {np}; I want {np};
  the result of the {L}function{C} is {np}; the {L}function{C} returns {np}; a {L}function{C} with {np} as result`,
  `I want a {L}function{C} returning {np}; make a {L}function{C} for {np}; write a {L}function{C} with {np} as result; {L}code that gives {np}`,
)

/** A test as a question. */
export const QUESTION_FRAMES = w(
  `{q}; {q}; {L}function: {q}; {L}code that answers: {q}; write a {L}function{C} that answers: {q}; a {L}function{C}: {q}; {L}function{C} for the question: {q};
  write {L}code to find out: {q}; I want to know: {q}; I need a {L}function{C} for this: {q}; check this with a {L}function{C}: {q};
  write a {L}function{C} that tells me: {q}`,
  'write a {L}function{C} for this question: {q}; I need a {L}function{C} that answers: {q}; I want to find out: {q}',
)

/** How a result is asked for. */
export const RETURN_VERBS = w(
  `return {np}; return {np}; return {np}; give back {np}; compute {np}; find {np}; calculate {np}; get {np}; output {np}; produce {np};
  work out {np}; print {np}; determine {np}; give {np}; tell {np}; report {np}; find out {np}; show {np}`,
  'give as result {np}; return as result {np}; output as result {np}',
)

/** Between steps, and before the last one. */
export const CONNECTORS = w(
  `,_and; , then_and then; ,_, and; and then_and then; , then_and finally; and_and; ,_and then; , then_then;
  , after that_and at the end; , next_and; , and then_, and then; , then_, and finally; ,_, then; , and_and;
  , afterwards_and afterwards; , next_, then`,
  ', and next_and at last; ,_, and afterwards; , after that_, and at the end; and next_and finally',
)

/** Between commands that are sentences of their own. */
export const SENTENCE_CONNECTORS = w(
  '. Then_. Then; . Then_. Finally,; ._.; . Next,_. Finally,; . After that,_. At the end,; . Then_. At last,; . Afterwards_. Then; . Next_. Then',
  '. After that_. Finally; . Next,_. At the end; . Then,_. Afterwards,',
)

/** After steps of which the last one does not say "return". */
export const RETURN_TAILS = w(
  `and return the result; and return it; . Return the result; and give back the result; , return the result; and return the new value;
  and return what is left`,
  'and give it back; and return the new result',
)

/** What a function takes, without a name; {noun} is a word that training never saw. */
export const INPUTS: Readonly<Record<string, ReturnType<typeof w>>> = {
  nums: w(
    'a list of numbers; an array of numbers; a list of numbers; a list of integers; an array of integers; a list; an array; a number list; a list of values; a sequence of numbers; the list; some numbers; numbers; a number array; a given list of numbers; a collection of numbers; several numbers; a list of {noun}; an array of {noun}; a list of {noun}',
    'an array of values; a collection of integers; a given array of numbers; a sequence of integers; the array of numbers',
  ),
  words: w(
    'a list of words; an array of strings; a list of strings; a list of names; an array of words; a list of texts; some words; a word list; a collection of strings; an array of names; a given list of words; several words; a sequence of words; strings; the list of words',
    'an array of texts; a collection of words; a given list of strings; the array of strings; a collection of names',
  ),
  text: w(
    'a string; a text; a sentence; a word; a string; some text; a given string; a line of text; a phrase; the string; a piece of text; a given text; the text',
    'a given word; a given sentence; the given string; a line; the sentence',
  ),
  num: w(
    'a number; an integer; a whole number; a given number; a number; the number; a value; some number; a single number; an integer number; a positive integer',
    'a given integer; a single integer; some integer; the integer',
  ),
}

/** How the name of an input is said; {n} is the input. */
export const INPUT_NAMES = w(
  '{n} {p}; {n} {p}; {n} called {p}; {n} named {p}; {n} ({p}); {n} with the name {p}; {n}, called {p},; {n}, {p},',
  '{n}, named {p},; {n} (called {p}); {n} with name {p}',
)

/** Two numbers with and without names. */
export const PAIR_INPUTS = w(
  'two numbers; two integers; two values; two given numbers; the two numbers; two arguments; any two numbers; two inputs; two parameters',
  'any two integers; two given values; the two values',
)
export const PAIR_NAMES = w(
  'two numbers {p} and {q}; numbers {p} and {q}; two numbers called {p} and {q}; {p} and {q}; a number {p} and a number {q}; two parameters {p} and {q}; two integers {p} and {q}; two values, {p} and {q}; two numbers, {p} and {q}; the numbers {p} and {q}; {p} and another number {q}',
  'two arguments {p} and {q}; the values {p} and {q}; two integers called {p} and {q}; integers {p} and {q}',
)

/** A further parameter that an operand is. */
export const EXTRA_INPUTS: Readonly<Record<string, ReturnType<typeof w>>> = {
  number: w(
    'a number {k}; a value {k}; an integer {k}; another number {k}; a number called {k}; a parameter {k}; a second parameter {k}; {k}; a given number {k}; a {kind} {k}; the {kind} {k}',
    'another value {k}; a second number {k}; an integer called {k}; a number named {k}',
  ),
  text: w(
    'a string {k}; a text {k}; another string {k}; a string called {k}; a parameter {k}; a word {k}; a second parameter {k}; {k}; a separator {k}; a letter {k}; a {kind} {k}; the {kind} {k}',
    'another text {k}; a second string {k}; a text called {k}; a string named {k}',
  ),
}

/** The name of the function, after the word "function". */
export const CALLED = w(
  'called {f}; called {f}; named {f}; {f}; {f}; with the name {f}; , called {f},; by the name of {f}; {f}(); that is called {f} and; , {f},; ({f}); {f}({p}); {f}({p})',
  ', named {f},; (called {f}); that is named {f} and; with name {f}',
)

/** The name said elsewhere. */
export const CALLED_AFTER = w(
  '. Call it {f}; . Name it {f}; . The function is called {f}; , call it {f}; . Its name is {f}; . The name of the function is {f}; . It should be called {f}; . It is named {f}; . Use the name {f}; , named {f}',
  '. It is called {f}; . The function should be named {f}; , name it {f}; . Its name should be {f}',
)

/** The language, said after everything or before. */
export const LANGUAGE_AFTER = w(
  'in {lang}; in {lang}; in {lang}; using {lang}; , in {lang}; with {lang}; ({lang}); . Use {lang}; . Write it in {lang}; , language {lang}; . The language is {lang}; , written in {lang}; , {lang} please; as {lang} code',
  '. Use the language {lang}; , using {lang}; . It should be written in {lang}; with the language {lang}',
)
export const LANGUAGE_BEFORE = w(
  'in {lang},; {lang}:; using {lang},; in {lang}:; with {lang},; {lang},; language: {lang}.',
  'with {lang}:; using {lang}:; language {lang}:',
)

/** Said before and after everything. */
export const OPENINGS = w(
  'hi,; hello,; hey,; ok,; now; please; hi there,; quick question:; task:; good morning,; I have a question:; exercise:',
  'hi, a question:; ok, now; hello there,; hey, quick task:',
)
export const ENDINGS = w(
  `, please; please; , thanks; . Thanks; . Thank you; . Keep it short; . Keep it simple; . No libraries please; . It should be easy to read;
  . Do not use a loop; . Make it fast; . Please explain nothing; . Write clean code; . Just the code; . Only code please; . Use no loop; . Thank you very much`,
  '. Just the code, thanks; . Please keep it simple; . Make it easy to read; . Use no libraries, thank you; . Only clean code please',
)
