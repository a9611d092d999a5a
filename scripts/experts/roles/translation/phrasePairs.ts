import type { Pairs } from './pairs.ts'

/**
 * Noun phrases about one thing: {n} the noun, {A} adjectives before it or none, {a} one adjective, {ax} one that
 * is compared with "more"; {N} another phrase, {art} a or an.
 */
export const ONE: Pairs = {
  train: [
    'the {A} {n} => le {A} {n}',
    '{art} {A} {n} => un {A} {n}',
    'this {A} {n} => ce {A} {n}',
    'that {A} {n} => ce {A} {n}',
    'my {A} {n} => mon {A} {n}',
    'your {A} {n} => ton {A} {n}',
    'his {A} {n} => son {A} {n}',
    'her {A} {n} => son {A} {n}',
    'our {A} {n} => notre {A} {n}',
    'their {A} {n} => leur {A} {n}',
    'every {n} => chaque {n}',
    'each {A} {n} => chaque {A} {n}',
    'the {aest} {n} => le plus {aest} {n}',
    'the most {ax} {n} => le plus {ax} {n}',
    '{art} {aer} {n} => un plus {aer} {n}',
    'a very {a} {n} => un très {a} {n}',
    'my {aest} {n} => mon plus {aest} {n}',
    'the {n} of the {n2} => le {n} de le {n2}',
    'the {n} of my {n2} => le {n} de mon {n2}',
    "the {n2}'s {n} => le {n} de le {n2}",
    "my {n2}'s {n} => le {n} de mon {n2}",
    "{name}'s {n} => le {n} de {name}",
  ],
  heldOut: [
    'that very {a} {n} => ce très {a} {n}',
    "our {n2}'s {n} => le {n} de notre {n2}",
    'the {n} of this {n2} => le {n} de ce {n2}',
    'a more {ax} {n} => un plus {ax} {n}',
    "his {n2}'s {A} {n} => le {A} {n} de son {n2}",
    'the {n} of {name} => le {n} de {name}',
  ],
}

/** Noun phrases about several things; {nn} is the noun, {num} a number. */
export const MANY: Pairs = {
  train: [
    'the {A} {nn} => le {A} {nn}',
    'these {A} {nn} => ce {A} {nn}',
    'those {A} {nn} => ce {A} {nn}',
    'my {A} {nn} => mon {A} {nn}',
    'your {A} {nn} => ton {A} {nn}',
    'his {A} {nn} => son {A} {nn}',
    'her {A} {nn} => son {A} {nn}',
    'our {A} {nn} => notre {A} {nn}',
    'their {A} {nn} => leur {A} {nn}',
    'some {A} {nn} => un {A} {nn}',
    '{num} {A} {nn} => {num} {A} {nn}',
    'the {num} {nn} => le {num} {nn}',
    'my {num} {nn} => mon {num} {nn}',
    'many {nn} => beaucoup_de {nn}',
    'a lot of {A} {nn} => beaucoup_de {A} {nn}',
    'too many {nn} => trop_de {nn}',
    'several {A} {nn} => plusieurs {A} {nn}',
    'all the {nn} => tout le {nn}',
    'all my {nn} => tout mon {nn}',
    'the {nn} of the {n2} => le {nn} de le {n2}',
    "my {n2}'s {nn} => le {nn} de mon {n2}",
    "{name}'s {A} {nn} => le {A} {nn} de {name}",
  ],
  heldOut: [
    'these {num} {nn} => ce {num} {nn}',
    'all these {nn} => tout ce {nn}',
    'too many {A} {nn} => trop_de {A} {nn}',
    'our {num} {A} {nn} => notre {num} {A} {nn}',
    'those {nn} of {name} => ce {nn} de {name}',
  ],
}

/** Places, companions and times that are more than one word of the dictionary. */
export const ADVERBIALS: Pairs = {
  train: [
    'in the {l} => dans le {l}',
    'in {Nl} => dans {Nl}',
    'in {land} => en {land}',
    'in {city} => à {city}',
    'from {city} => de {city}',
    'at the {l} => à le {l}',
    'near the {l} => près_de le {l}',
    'near {Nt} => près_de {Nt}',
    'next to {Nt} => à_côté_de {Nt}',
    'on {Nt} => sur {Nt}',
    'under {Nt} => sous {Nt}',
    'behind {Nt} => derrière {Nt}',
    'in front of {Nl} => devant {Nl}',
    'between {Nt} and {Nt2} => entre {Nt} et {Nt2}',
    'against {Nt} => contre {Nt}',
    'with {Np} => avec {Np}',
    'with me => avec moi',
    'with you => avec toi',
    'with him => avec lui',
    'with her => avec elle',
    'with us => avec nous',
    'with them => avec eux',
    'for {Np} => pour {Np}',
    'for you => pour toi',
    'for me => pour moi',
    'for him => pour lui',
    'without {Np} => sans {Np}',
    'without me => sans moi',
    'without them => sans eux',
    'before the {i} => avant le {i}',
    'after the {i} => après le {i}',
    'after {Ni} => après {Ni}',
    'during the {i} => pendant le {i}',
    '{p} => {p}',
    '{p} => {p}',
    'in the {l} of {name} => dans le {l} de {name}',
  ],
  heldOut: [
    'behind the {l} => derrière le {l}',
    'without you => sans toi',
    'for her => pour elle',
    'before {Ni} => avant {Ni}',
    'near {city} => près_de {city}',
    'between the {l} and the {l2} => entre le {l} et le {l2}',
  ],
}

/** Times. */
export const TIMES: Pairs = {
  train: [
    '{r} => {r}',
    '{r} => {r}',
    '{r} => {r}',
    'in {month} => en {month}',
    "at {num} o'clock => à {num} heures",
    'for {num} {span} => pendant {num} {span}',
    '{num} {span} ago => il_y_a {num} {span}',
    'in {num} {span} => dans {num} {span}',
    'before {month} => avant {month}',
    'after {month} => après {month}',
    'with {Np} {r} => avec {Np} {r}',
  ],
  heldOut: [
    '{r} in {month} => {r} en {month}',
    "before {num} o'clock => avant {num} heures",
    'for {num} {span} in {month} => pendant {num} {span} en {month}',
  ],
}

/** How two sentences are joined. */
export const JOINS: Pairs = {
  train: [
    '{one} and {two} => {one} et {two}',
    '{one}, and {two} => {one} , et {two}',
    '{one} but {two} => {one} mais {two}',
    '{one}, but {two} => {one} , mais {two}',
    '{one} because {two} => {one} parce_que {two}',
    '{one} when {two} => {one} quand {two}',
    'when {one}, {two} => quand {one} , {two}',
    '{one} if {two} => {one} si {two}',
    'if {one}, {two} => si {one} , {two}',
    '{one} or {two} => {one} ou {two}',
    '{one}. {two} => {one} . {two}',
  ],
  heldOut: [
    'because {one}, {two} => parce_que {one} , {two}',
    '{one}, or {two} => {one} , ou {two}',
    '{one}, because {two} => {one} , parce_que {two}',
  ],
}

/** How a translation is asked for; code finds the text, so these are only drawn from. */
export const FRAMES: Pairs = {
  train: [
    '{t}',
    'Translate to French: {t}',
    'Translate into French: {t}',
    'Translate "{t}" into French.',
    'Translate this to French: {t}',
    'Please translate "{t}" to French.',
    'How do you say "{t}" in French?',
    'How do I say "{t}" in French?',
    'In French: {t}',
    'French please: {t}',
    'What is "{t}" in French?',
    'Say "{t}" in French.',
    'Can you translate this into French: {t}',
    'Translate the following sentence into French: "{t}"',
    'Put this into French: {t}',
    'Write in French: {t}',
    'French translation of "{t}"',
    '"{t}" in French please',
  ],
  heldOut: [
    'Can you put "{t}" into French?',
    'Please say this in French: {t}',
    'How do you write "{t}" in French?',
    'Translation into French please: {t}',
    'I want this in French: "{t}"',
  ],
}

/** Where somebody goes. */
export const GOALS: Pairs = {
  train: [
    'to the {l} => à le {l}',
    'to {Nl} => à {Nl}',
    'to {city} => à {city}',
    'to {land} => en {land}',
    'from the {l} => de le {l}',
    'to the {l} of {name} => à le {l} de {name}',
    'to the {l} with {Np} => à le {l} avec {Np}',
    'to the {l} {r} => à le {l} {r}',
  ],
  heldOut: [
    'from {Nl} => de {Nl}',
    'to {city} with {Np} => à {city} avec {Np}',
    'to {land} {r} => en {land} {r}',
  ],
}

/** Things that are not counted: {m} the noun. */
export const MASS: Pairs = {
  train: [
    'the {A} {m} => le {A} {m}',
    'my {A} {m} => mon {A} {m}',
    'your {m} => ton {m}',
    'this {A} {m} => ce {A} {m}',
    'some {A} {m} => du {A} {m}',
    'a lot of {m} => beaucoup_de {m}',
    'too much {m} => trop_de {m}',
    'his {m} => son {m}',
    'our {A} {m} => notre {A} {m}',
    'the {m} of {name} => le {m} de {name}',
  ],
  heldOut: [
    'that {m} => ce {m}',
    'all the {m} => tout le {m}',
    'too much {A} {m} => trop_de {A} {m}',
  ],
}
