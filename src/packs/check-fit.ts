import { basename } from 'node:path'
import { actionsOf } from '#business/actions-of.ts'
import { loadReplies } from '#desk/pack-replies.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { loadGraph } from '#knowledge/graph/pack-graph.ts'
import { loadArticles } from '#knowledge/seed.ts'
import { loadRules } from '#packs/compliance.ts'
import { loadScripts } from '#packs/scripts.ts'
import { loadStrategies } from '#packs/strategies.ts'
import { loadIntents } from '#understanding/load-intents.ts'

/** Why a pack cannot stand beside the others: faults of its files, names that are taken. Empty when it fits. */
export async function checkFit(folder: string, others: readonly string[]): Promise<string[]> {
  const folders = [...others, folder]
  const found: string[] = []
  /** What is wrong is told by file, without the path of this machine. */
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read()
    } catch (error) {
      found.push((error as Error).message.replaceAll(folder, basename(folder)))
      return null
    }
  }
  const intents = attempt(() => new Set(loadIntents(folders).intents.map(({ id }) => id)))
  const actions = attempt(() => actionsOf(folders))
  attempt(() => loadArticles(folders))
  attempt(() => loadGraph(folder))
  attempt(() => loadReplies(folder))
  attempt(() => loadRules(folders))
  attempt(() => loadScripts(folders))
  attempt(() => loadStrategies(folders))
  if (!intents || !actions) return found
  const { problems } = await loadFlows(folders, actions, intents)
  const own = `${basename(folder)}/`
  return [
    ...found,
    ...problems
      .filter(({ file }) => file.startsWith(own))
      .map(({ file, line, message }) => `${file}:${line}: ${message}`),
  ]
}
