/** The commands and their options. Each command's code is loaded only when it runs, so that help is instant. */

import { Command } from 'commander'
import { ROLES } from '#protocol/role.ts'
import type { Command as CommandRun, GlobalOptions } from './context.ts'
import type { Io } from './io.ts'
import type { Output } from './output.ts'
import { createPrompts } from './prompts.ts'

type Wiring = {
  readonly io: Io
  readonly output: Output
  readonly setExitCode: (code: number) => void
}

/** Returns the whole command line, ready to parse. */
export function createProgram(wiring: Wiring): Command {
  const program = new Command('witan')
    .description('Ask a council of small expert models, or earn by running one of them.')
    .version('0.1.0')
    .option('--json', 'print one JSON object, or one per line for a stream')
    .option('--yes', 'agree to everything and never ask')
    .option('--verbose', 'print details and the stack of an error')
    .option('--no-color', 'print without colors')
    .option('--config <file>', 'configuration file (default: config.json in the data folder)')
    .option('--data-dir <folder>', 'folder of keys, database and configuration')
    .option('--chain <id>', 'chain id')
    .option('--rpc <url>', 'RPC address of the chain')
    .option('--deployments <folder>', 'folder with <chain id>.json')
    .option('--password-file <file>', 'file with the keystore password')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => wiring.io.stdout.write(text),
      writeErr: (text) => wiring.io.stderr.write(text),
      // main prints every error, in one form.
      outputError: () => {},
    })
    .exitOverride()
  addOperatorCommands(program, wiring)
  addRequesterCommands(program, wiring)
  return program
}

function addOperatorCommands(program: Command, wiring: Wiring): void {
  program
    .command('init')
    .description('set up a node: data folder, keys and configuration')
    .option('--force', 'replace the configuration that is there; keys are never replaced')
    .option('--wallet', 'make the keystore of a wallet too, to own the node or to pay for jobs')
    .option('--listen <addresses>', 'multiaddrs to listen on, separated by commas')
    .option('--bootstrap <addresses>', 'multiaddrs of peers to ask first, separated by commas')
    .option('--health-port <port>', 'port of health and metrics on loopback, 0 for any free one')
    .action(start(wiring, async () => (await import('./commands/init.ts')).init))

  program
    .command('stake')
    .description('register the node if needed and put dollars at stake')
    .argument('<amount>', 'dollars, such as 100 or 0.5')
    .option('--owner-keystore <file>', 'keystore of the owner wallet')
    .option('--unsigned', 'print the transactions for a cold wallet instead of sending them')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(start(wiring, async () => (await import('./commands/stake.ts')).stake, 'amount'))

  addModelCommands(program, wiring)

  program
    .command('run')
    .description('start the node and serve until it is stopped')
    .action(start(wiring, async () => (await import('./commands/run.ts')).run))

  program
    .command('status')
    .description('show the node, its jobs, its stake and its money on one screen')
    .option('--watch', 'show it again every few seconds')
    .action(start(wiring, async () => (await import('./commands/status.ts')).status))

  program
    .command('unstake')
    .description('take stake out: thaw it now, withdraw it after the thaw')
    .argument('[amount]', 'dollars to thaw')
    .option('--finish', 'withdraw what has thawed')
    .option('--wait', 'with --finish, wait until the stake has thawed')
    .option('--owner-keystore <file>', 'keystore of the owner wallet')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(start(wiring, async () => (await import('./commands/unstake.ts')).unstake, 'amount'))
}

function addModelCommands(program: Command, wiring: Wiring): void {
  const models = program.command('models').description('bring models of your own, and list them')
  models
    .command('add')
    .description('try a GGUF file on this machine and offer it')
    .argument('<model>', 'path of a file, or https: or hf:<user>/<model>:<quantization>')
    .requiredOption('--role <role>', `what it is for: ${ROLES.join(', ')}`)
    .requiredOption('--sha256 <hash>', 'what the file must be')
    .option('--name <name>', 'what to call it (default: the name of the file)')
    .option(
      '--context <tokens>',
      'longest context to serve (default: the trained one, at most 4096)',
    )
    .option(
      '--price-output <dollars>',
      'price of 1,000 output tokens (default: of the first offer)',
    )
    .option('--price-input <dollars>', 'price of 1,000 input bytes (default: of the first offer)')
    .option('--benchmark-seconds <seconds>', 'how long to measure its speed (default: 20)')
    .option('--max-threads <n>', 'most CPU threads to try (default: all of the machine)')
    .action(start(wiring, async () => (await import('./commands/models/add.ts')).addModel, 'model'))
  models
    .command('ls')
    .description('list the models that are here')
    .action(start(wiring, async () => (await import('./commands/models/ls.ts')).listModels))
  models
    .command('rm')
    .description('offer a model no longer, and delete the file that was downloaded for it')
    .argument('<name>', 'name of the model')
    .option('--keep-file', 'leave the file where it is')
    .action(
      start(wiring, async () => (await import('./commands/models/rm.ts')).removeModel, 'name'),
    )
}

function addRequesterCommands(program: Command, wiring: Wiring): void {
  program
    .command('ask')
    .description('pay experts for an answer')
    .argument('[prompt]', 'what to ask; - or --file - reads it from standard input')
    .option('--role <role>', `expert to ask: ${ROLES.join(', ')}`)
    .option('--system <text>', 'what a model with a chat template is told first; needs --role')
    .option('--max <dollars>', 'most that it may cost')
    .option('--mode <mode>', 'privacy mode', 'transit')
    .option('--file <path>', 'read the prompt from a file, - for standard input')
    .option('--receipts <path>', 'write the signed receipts to a file, for an audit')
    .option('--leaves', 'with --receipts, what recomputes every token too; it tells the answer')
    .option('--temperature <number>', 'how freely tokens are drawn, 0 to 2 (default: 0)')
    .option('--nodes <numbers>', 'the only nodes that may answer, such as 3,5')
    .option('--wallet <file>', 'keystore of the wallet that pays')
    .option('--timeout <seconds>', 'give up after this time')
    .option('--resume <jobId>', 'finish a job that was interrupted, and take back what is left')
    .option('--dry-run', 'show the quote, simulate the payment, and pay nothing')
    .action(start(wiring, async () => (await import('./commands/ask.ts')).ask, 'prompt'))

  program
    .command('audit')
    .description('recompute a job, a punishment, a case, probes or weights')
    .argument('<subject>', 'id of a job, transaction of a proof, case:3, probe:4-118850 or node:4')
    .option('--receipts <path>', 'file with the signed receipts of the job')
    .option('--replay', 'of a case: judge it again with the model, and name who voted otherwise')
    .action(start(wiring, async () => (await import('./commands/audit.ts')).audit, 'jobId'))

  addCourtCommands(program, wiring)
  addVerifierCommand(program, wiring)
  addDecoyCommand(program, wiring)

  program
    .command('withdraw')
    .description('take dollars out of the escrow, or rewards out of the stake')
    .argument('[amount]', 'dollars; everything when left out')
    .option('--earnings', 'take what the node has earned')
    .option('--rewards', "take what the wallet earned by showing faults: finder's shares")
    .option('--owner-keystore <file>', 'keystore of the owner wallet')
    .option('--wallet <file>', 'keystore of the wallet that paid')
    .option('--to <address>', 'account that gets the dollars')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(start(wiring, async () => (await import('./commands/withdraw.ts')).withdraw, 'amount'))
}

function addCourtCommands(program: Command, wiring: Wiring): void {
  program
    .command('prove')
    .description('show the court a fault and have the node punished')
    .argument('<file>', 'evidence, as ask keeps it')
    .option('--wallet <file>', 'keystore of the wallet that sends it and gets the reward')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(start(wiring, async () => (await import('./commands/prove.ts')).prove, 'file'))

  program
    .command('challenge')
    .description('demand the frames of an answer on chain; a node that keeps them is punished')
    .argument('<taskId>', 'task of a job of this data folder')
    .option('--wallet <file>', 'keystore of the wallet that paid for the job')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(
      start(wiring, async () => (await import('./commands/challenge.ts')).challenge, 'taskId'),
    )

  program
    .command('beacon')
    .description('fix a round of the randomness beacon that duties or a jury wait for')
    .argument('<round>', 'number of the round')
    .option('--relays <urls>', 'relays of drand, separated by commas (default: chain.drandRelays)')
    .option('--signature <hex>', 'signature of the round, where no relay can be reached')
    .option('--wallet <file>', 'keystore of the wallet that sends it')
    .option('--dry-run', 'simulate what would be sent, and send nothing')
    .action(start(wiring, async () => (await import('./commands/beacon.ts')).beacon, 'round'))

  program
    .command('court')
    .description('list punished nodes, cases and verifiers')
    .option('--node <id>', 'of this node alone, with its record')
    .action(start(wiring, async () => (await import('./commands/court.ts')).court))
}

function addVerifierCommand(program: Command, wiring: Wiring): void {
  program
    .command('verify')
    .description('probe nodes, report, accuse, and sit in juries')
    .option('--once', 'do one epoch and its cases, then end')
    .option('--join', 'go on the list of verifiers first, where the node is not on it')
    .option('--jury-only', 'sit in juries and probe nobody')
    .option('--probes <n>', 'probes of an epoch, 1 to 16 (default: 8)')
    .option('--max <dollars>', 'most that one probe may cost (default: 0.2)')
    .option('--decoys <n>', 'most jobs that a payer buys before its probe (default: 64)')
    .option('--outside-float', 'say which payers want money, and send them none of its own')
    .option('--dry-run', 'simulate the first step, and send nothing')
    .action(start(wiring, async () => (await import('./commands/verify.ts')).verify))
}

function addDecoyCommand(program: Command, wiring: Wiring): void {
  program
    .command('decoy')
    .description('serve a node that lies on purpose, and punish verifiers that pass its lies')
    .option('--max-stake <dollars>', 'most that the node may have to lose (default: 20)')
    .option('--tally', 'say what the decoy cost and earned, and end')
    .action(start(wiring, async () => (await import('./commands/decoy.ts')).decoy))
}

/** Returns the action that loads a command and runs it; `argument` names its one positional argument. */
function start<Options>(
  { io, output, setExitCode }: Wiring,
  load: () => Promise<CommandRun<Options>>,
  argument?: string,
): (...parsed: unknown[]) => Promise<void> {
  return async (...parsed) => {
    const command = parsed.at(-1) as Command
    const options = command.optsWithGlobals() as GlobalOptions & Record<string, unknown>
    const prompts = createPrompts(io, options)
    const own = argument === undefined ? options : { ...options, [argument]: parsed[0] }

    const run = await load()
    setExitCode((await run({ io, options, output, prompts }, own as Options)) ?? 0)
  }
}
