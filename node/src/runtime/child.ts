/**
 * The runtime child: a forked process, the only place on a node where plaintext exists. It alone holds the
 * sealing key, opens envelopes, runs the model and seals the answer. It imports protocol, sealing, the engine and
 * the experts, and nothing else (child.test.ts asserts the list); it writes no log and reads no environment.
 */

import { serveParent } from './child/serveParent.ts'
import { createEngine } from './llama/createEngine.ts'

serveParent(createEngine)
