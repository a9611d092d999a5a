import type { RoleGenerator } from './example.ts'
import { codeGenerator } from './roles/code/generateCode.ts'
import { mathGenerator } from './roles/math/generateMath.ts'
import { planningGenerator } from './roles/planning/generatePlanning.ts'
import { summaryGenerator } from './roles/summary/generateSummary.ts'
import { toolsGenerator } from './roles/tools/generateTools.ts'
import { translationGenerator } from './roles/translation/generateTranslation.ts'
import { writingGenerator } from './roles/writing/generateWriting.ts'

/** Every role that has a generator; a new role is one more row. */
const GENERATORS: readonly RoleGenerator[] = [
  codeGenerator,
  mathGenerator,
  planningGenerator,
  summaryGenerator,
  toolsGenerator,
  translationGenerator,
  writingGenerator,
]

/** Returns the generator of a role, if it has one. */
export function findGenerator(role: string): RoleGenerator | undefined {
  return GENERATORS.find((candidate) => candidate.role === role)
}

/** Returns the generator of a role. @throws {Error} when the role has none. */
export function getGenerator(role: string): RoleGenerator {
  const generator = findGenerator(role)
  if (!generator) throw new Error(`No generator for "${role}".`)
  return generator
}
