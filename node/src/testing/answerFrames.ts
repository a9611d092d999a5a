import { utf8 } from '#protocol/bytes.ts'
import { type Frame, frameTextCapacity } from '#protocol/frame.ts'
import type { RacedToken } from '#protocol/raceLeaf.ts'

/** Returns the frames of an answer: eight tokens each, then the text, then the end. */
export function answerFrames(tokens: readonly RacedToken[], answer: string): Frame[] {
  const frames: Frame[] = []
  for (let i = 0; i < tokens.length; i += 8) {
    frames.push({ kind: 'tokens', tokens: tokens.slice(i, i + 8), text: utf8('raw ') })
  }
  const bytes = utf8(answer)
  const size = frameTextCapacity([])
  for (let i = 0; i < bytes.length; i += size)
    frames.push({ kind: 'answer', tokens: [], text: bytes.subarray(i, i + size) })
  frames.push({ kind: 'end', tokens: [], text: utf8('stop') })
  return frames
}
