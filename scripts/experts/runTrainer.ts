import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const TRAINER = join(import.meta.dirname, 'train.py')

/** How to get the Python that trains, for people. */
export const PYTHON_HELP = `The trainer needs Python with PyTorch, once:
  python3 -m venv .venv && .venv/bin/pip install -r scripts/experts/requirements.txt`

/**
 * Trains on a prepared folder; its progress goes to the terminal.
 *
 * @param python - The Python to use.
 * @param folder - Where buildDataset wrote.
 * @param options - Further words for train.py.
 * @throws {Error} when training fails.
 */
export async function runTrainer(
  python: string,
  folder: string,
  options: readonly string[],
): Promise<void> {
  await runProgram(python, ['-u', TRAINER, folder, ...options])
}

/** Runs a program to its end. @throws {Error} when it fails. */
export async function runProgram(program: string, options: readonly string[]): Promise<void> {
  const child = spawn(program, options, { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with exit code ${code}.`)
}
