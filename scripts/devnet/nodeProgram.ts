/** Which program serves a node's data folder: `witan run`, or one that can do what no configuration names. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RuntimeLie } from '#testing/lies.ts'
import type { IdentifiedModel, NodePlot } from './nodeFolder.ts'

const MAIN = join(import.meta.dirname, '..', 'witan.mjs')
const MODEL_NODE = join(import.meta.dirname, 'modelNode.ts')

/** Returns what makes a node another than the ordinary one. */
export function plotOf(
  lie: RuntimeLie | undefined,
  models?: readonly IdentifiedModel[],
): NodePlot | undefined {
  return models === undefined && lie === undefined ? undefined : { models, lie }
}

/** Returns the command line that serves a data folder. */
export async function programOf(
  dataDir: string,
  plot: NodePlot | undefined,
): Promise<readonly string[]> {
  if (plot === undefined) return [MAIN, 'run', '--json', '--data-dir', dataDir]
  const plotFile = join(dataDir, 'plot.json')
  await writeFile(plotFile, JSON.stringify(plot))
  return [MODEL_NODE, dataDir, plotFile]
}
