import type { GateText } from '../gateText.ts'

export const TRANSLATION: GateText = {
  train: [
    'translate [this |the sentence |the following |]to {language}: {phrase}',
    'translate [this |]into {language}: {phrase}',
    'translate [this |]from English [to|into] {language}: {phrase}',
    'translate "{phrase}" [to|into] {language}[.|]',
    'translate {phrase} [to|into] {language}',
    '[how do you say|how do I say|how to say] {phrase} in {language}?',
    '[what is|what\'s] "{phrase}" in {language}?',
    "[what is|what's] the {language} [word|translation] for {phrase}?",
    'say {phrase} in {language}',
    'in {language}: {phrase}',
    '{phrase} in {language}[?|, please]',
    'give me the {language} translation of {phrase}',
    '{language} for {phrase}',
    'put this sentence into {language}: {phrase}',
  ],
  heldOut: [
    'please translate the phrase {phrase} into {language}',
    'how would you say {phrase} in {language}',
    'could you translate this to {language}: {phrase}',
    'the {language} translation of "{phrase}" please',
  ],
}
