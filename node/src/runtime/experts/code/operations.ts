import { LIST_OPERATIONS } from './listOperations.ts'
import { NUMBER_MAPS, NUMBER_OPERATIONS, NUMBER_TESTS } from './numberOperations.ts'
import { type InputKind, liftMap, liftTest, type Operation } from './operation.ts'
import { PAIR_OPERATIONS } from './pairOperations.ts'
import { TEXT_MAPS, TEXT_OPERATIONS } from './textOperations.ts'
import { TEXT_TESTS } from './textTests.ts'

/** Every building block: the closed list that a program is made of. */
export const OPERATIONS: readonly Operation[] = [
  ...NUMBER_TESTS,
  ...NUMBER_MAPS,
  ...NUMBER_OPERATIONS,
  ...PAIR_OPERATIONS,
  ...TEXT_TESTS,
  ...TEXT_MAPS,
  ...TEXT_OPERATIONS,
  ...[...NUMBER_TESTS, ...TEXT_TESTS].flatMap(liftTest),
  ...[...NUMBER_MAPS, ...TEXT_MAPS].map(liftMap),
  ...LIST_OPERATIONS,
]

const BY_KEY = new Map(
  OPERATIONS.map((operation) => [keyOf(operation.from, operation.name), operation]),
)

/** Returns the operation of a name on what a program has so far, if there is one. */
export function findOperation(from: InputKind | 'bool', name: string): Operation | undefined {
  return BY_KEY.get(keyOf(from, name))
}

function keyOf(from: string, name: string): string {
  return `${from} ${name}`
}
