import type { GateText } from '../gateText.ts'

export const WRITING: GateText = {
  train: [
    '[rewrite|rephrase|reword|say|put] this [more politely|politely|in a polite way|in a friendly tone|formally|nicely|kindly]: {blunt}',
    'make this [sound|] [more polite|polite|friendlier|more formal|shorter|softer|professional]: {blunt}',
    '[rewrite|turn|change] [this sentence|this text|the following] [into|to] a [polite|formal|friendly] [message|sentence|tone]: {blunt}',
    'how can I say this [politely|nicely|better]: {blunt}',
    'turn these notes into a [message|letter|text]: {message}, {errand}, {message}',
    'shorten this text: {blunt} {blunt}',
    'polite version of: {blunt}',
    'in a friendlier tone: {blunt}',
  ],
  heldOut: [
    'please rewrite politely: {blunt}',
    'could you make this message sound kinder: {blunt}',
    'rephrase the following in a formal tone: {blunt}',
  ],
}
