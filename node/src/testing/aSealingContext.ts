import type { SealingContext } from '#protocol/envelope.ts'
import {
  parseAddress,
  parseHash,
  parseJobId,
  parseModelId,
  parseNodeId,
  parseTaskId,
} from '#protocol/ids.ts'

/** Returns a sealing context with awkward but valid values, changed by `overrides`. */
export function aSealingContext(overrides: Partial<SealingContext> = {}): SealingContext {
  return {
    chainId: 31_337,
    escrow: parseAddress(`0x${'e5'.repeat(20)}`),
    jobId: parseJobId(`0x${'0b'.repeat(20)}`),
    taskId: parseTaskId(`0x${'7a'.repeat(32)}`),
    nodeId: parseNodeId(0xffff_ffff),
    mode: 'transit',
    modelId: parseModelId(`0x${'3d'.repeat(32)}`),
    sealingKey: parseHash(`0x${'00'.repeat(32)}`),
    maxOutputTokens: 4096,
    deadline: 2 ** 40 - 1,
    ...overrides,
  }
}
