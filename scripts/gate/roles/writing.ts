import type { GateText } from '../gateText.ts'

export const WRITING: GateText = {
  train: [
    '[rewrite|rephrase|reword|say|put] this [more politely|politely|in a polite way|in a friendly tone|formally|nicely|kindly]: {blunt}',
    'make this [sound|] [more polite|polite|friendlier|more formal|shorter|softer|professional]: {blunt}',
    '[rewrite|turn|change] [this sentence|this text|the following] [into|to] a [polite|formal|friendly] [message|sentence|tone]: {blunt}',
    'how can I say this [politely|nicely|better]: {blunt}',
    '[improve|polish|edit|proofread] [this|my] [sentence|text|paragraph|email|letter]: {blunt}',
    'correct the [grammar|spelling|style] [of|in]: {blunt}',
    'write [a|an] [poem|short story|story|song|limerick|haiku|fairy tale|essay] about {story}[.|]',
    'write [a|an] [polite|formal|friendly|short|] [letter|apology|invitation|thank-you note|complaint|reply] to {recipient}[ about {story}|]',
    '[draft|compose|write] [a|an] [email|letter|note|speech|post|blog post|paragraph] [for|to] {recipient} about {story}',
    'turn these notes into a [message|letter|text]: {message}, {errand}, {message}',
    '[write|suggest] [a title|a headline|a slogan|an opening line] for [a story|a text|a post] about {story}',
    'shorten this text: {blunt} {blunt}',
    'make this paragraph [longer|clearer|more lively]: {blunt} {blunt}',
    'write a [product description|cover letter|toast|birthday card] for {recipient}',
    'tell a [story|tale|bedtime story] about {story}',
    'polite version of: {blunt}',
    'in a friendlier tone: {blunt}',
  ],
  heldOut: [
    'please rewrite politely: {blunt}',
    'could you make this message sound kinder: {blunt}',
    'write me a poem on {story}',
    'help me draft a letter to {recipient} about {story}',
    'rephrase the following in a formal tone: {blunt}',
  ],
}
