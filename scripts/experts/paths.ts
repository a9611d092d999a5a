import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

/** Where shipped experts live; the manifest is beside them. */
export const EXPERTS_FOLDER = join(ROOT, 'node', 'experts')

export const MANIFEST_FILE = join(EXPERTS_FOLDER, 'manifest.json')

/** The page that compares them. */
export const OVERVIEW_FILE = join(EXPERTS_FOLDER, 'README.md')

/** Where data, weights and variants are made; not in the repository. */
export const WORK_FOLDER = join(ROOT, 'experts-work')

/** The Python that trains, unless another is named. */
export const DEFAULT_PYTHON = join(ROOT, '.venv', 'bin', 'python')

/** Returns where the trained files of a role are made. */
export function workFolder(role: string): string {
  return join(WORK_FOLDER, role)
}
