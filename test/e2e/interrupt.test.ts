import { describeInterruptions } from '../support/describeInterruptions.ts'

// The other moments are in the slow tier.
describeInterruptions([
  { moment: 'the chain starts', signal: 'SIGINT', to: 'group' },
  { moment: 'the nodes start', signal: 'SIGKILL', to: 'parent' },
])
