import { actions } from '#business/actions.ts'
import { loadWidgetSettings } from '#channels/web/settings.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { buildTurn } from '#dialogue/turn.ts'
import { openSearch } from '#knowledge/search.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import { type Core, PACKS } from './open-core.ts'

/** What the packs and the operators taught: understanding, flows, knowledge. */
export async function openMind({ database, tail, log }: Core) {
  const { intents, terms } = loadIntents(PACKS)
  const known = new Set(intents.map((intent) => intent.id))
  const flows = await loadFlows(PACKS, [...actions], known)
  for (const problem of flows.problems) log.error(problem, 'a flow was left out: correct it and start again')
  const tools = buildTextTools(terms)
  const knowledge = await openSearch({ database, tail, tools })
  const settings = loadWidgetSettings(PACKS)
  return {
    understand: buildUnderstand({ intents: [...intents, knowledge.questions], terms }),
    turn: buildTurn({ flows: flows.flows, wording: flows.wording, actions: [...actions] }),
    search: knowledge.search,
    botName: (language: 'zh' | 'en') => settings.botName[language],
    knowledge,
    normalize: tools.normalize,
    intents: known,
    flows,
    settings,
  }
}
export type Mind = Awaited<ReturnType<typeof openMind>>
