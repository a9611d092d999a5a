import type { GateText } from '../gateText.ts'

/** Requests and sentences in languages that no expert answers in. */
export const OTHER_LANGUAGES: GateText = {
  train: [
    '{german}',
    '{german} {german}',
    '{french}',
    '{french} {french}',
    '{spanish}',
    '{spanish} {spanish}',
    '{italian}',
    '{dutch}',
    '{polish}',
    '{script}',
    '{script} {script}',
    '{german} {n} [+|-|mal|plus] {n}?',
    '[wie viel ist|was ist|rechne] {n} [+|plus|mal|minus] {n}',
    '[combien font|calcule] {n} [+|plus|fois] {n}',
    '[cuanto es|calcula] {n} [+|mas|por] {n}',
    '[fasse zusammen|übersetze|schreibe|plane|erinnere mich]: {german}',
    '[resume|traduce|escribe|recuérdame]: {spanish}',
    '[résume|traduis|écris|rappelle-moi]: {french}',
    '[hallo|also|bitte schön|hola|ciao|salut]: {german}',
    '[hallo|hola|ciao|salut], {spanish}',
    '[ein|der|die|das|und|oder|nicht|warum|wann] {german}',
    '[stelle einen timer auf|wecke mich in] {n} minuten',
  ],
  heldOut: [
    'bitte: {german}',
    'por favor {spanish}',
    "s'il te plaît {french}",
    '{portuguese}',
    '{swedish}',
    'wieviel sind {n} und {n}?',
  ],
}
