import type { GateText } from '../gateText.ts'

export const SUMMARY: GateText = {
  train: [
    '[summarize|summarise|sum up|condense] [this|this text|the following|the report|these notes|this log|]: {report}',
    '[summarize|summarise|sum up] [this|the text|the notes] in one [line|sentence]: {report}',
    '[give me|write|make] a [short |one-line |brief |]summary of [this|the following text|this report|these notes]: {report}',
    '{report} [Summarize this.|Sum this up.|Give me a summary.|Summary please.|In one sentence?]',
    'tl;dr: {report}',
    '{report} tl;dr',
    'what are the key [points|facts] of this [text|report|log]: {report}',
    'what is the main point of: {report}',
    'in short, what does this say: {report}',
    'the key facts of this report in one line: {report}',
    'boil this down to one sentence: {report}',
    'summary of the meeting: {report}',
    'shorten this report to its key facts: {report}',
    'give me the gist: {report}',
  ],
  heldOut: [
    'please summarize these notes for me: {report}',
    'one sentence summary: {report}',
    'what is the gist of this report: {report}',
    'can you sum up the following: {report}',
  ],
}
