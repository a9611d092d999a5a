/**
 * The runtime child of a decoy: `decoyChild.ts <folder>`. It is the ordinary one but for two things: its tokens lose
 * their races, and of each answer it leaves in the folder what shows one of them to the court. `witan decoy` alone
 * forks it; no configuration leads here.
 */

import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decoyLieOf } from './child/decoyLie.ts'
import { loseRace } from './child/loseRace.ts'
import { serveParent } from './child/serveParent.ts'
import { createEngine } from './llama/createEngine.ts'

const [folder] = process.argv.slice(2) as [string]

serveParent(
  async (options) => {
    const honest = await createEngine(options)
    return {
      ...honest,
      async *generate(request) {
        for await (const token of honest.generate(request)) yield loseRace(token)
      },
    }
  },
  {
    onAnswered: (answer) => {
      const lie = decoyLieOf(answer)
      if (lie === undefined) return
      // whole, and on disk before the receipt can be signed
      const file = join(folder, `${lie.taskId}.json`)
      writeFileSync(`${file}.new`, JSON.stringify(lie), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  },
)
