import { describeInterruptions } from '../support/describeInterruptions.ts'

describeInterruptions([
  { moment: 'the nodes start', signal: 'SIGINT', to: 'parent' },
  { moment: 'a job runs', signal: 'SIGINT', to: 'group' },
])
