import { Readable, Writable } from 'node:stream'
import { main } from '#cli/main.ts'

/**
 * Runs a `witan` command in this process and returns what it printed as JSON.
 *
 * @param args - What follows `witan --json --yes`.
 * @throws Error with what it printed when it does not exit with 0.
 */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, unknown>> {
  const [stdout, stderr] = [createSink(), createSink()]
  const code = await main(['--json', '--yes', ...args], {
    stdin: Readable.from([]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    onStopSignal: () => () => undefined,
    exitNow: () => undefined,
  })
  if (code !== 0) {
    throw new Error(`witan ${args.join(' ')} ended with ${code}: ${stdout.text()}${stderr.text()}`)
  }
  return JSON.parse(stdout.text()) as Record<string, unknown>
}

function createSink() {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
