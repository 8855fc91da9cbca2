import { basename } from 'node:path'
import { actionsOf } from '#business/actions-of.ts'
import type { Catalogue } from '#business/catalogue.ts'
import { loadWidgetSettings } from '#channels/web/settings.ts'
import { loadScenarios } from '#desk/practice/load-scenarios.ts'
import type { Routing } from '#desk/routing/open-routing.ts'
import type { DialogueState } from '#dialogue/contract.ts'
import { openIntentThresholds } from '#dialogue/intent-thresholds.ts'
import { loadFlows } from '#dialogue/load-flows.ts'
import { asksSecret } from '#dialogue/secret-asked.ts'
import { type Movable, shiftThresholds } from '#dialogue/shift-thresholds.ts'
import { buildTurn, THRESHOLDS, type TurnParts } from '#dialogue/turn.ts'
import { raiseAlerts } from '#emotion/alerts/raise.ts'
import { correctSignal } from '#emotion/correct-signal.ts'
import { openStrategies } from '#emotion/strategy/open-strategies.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { questionsAsIntent } from '#knowledge/questions-as-intent.ts'
import { openSearch } from '#knowledge/search.ts'
import { openThresholds, type Thresholds } from '#knowledge/thresholds.ts'
import { openLearning } from '#learning/open-learning.ts'
import { loadRules } from '#packs/compliance.ts'
import { loadScripts } from '#packs/scripts.ts'
import { loadStrategies } from '#packs/strategies.ts'
import { contentHash } from '#platform/content-hash.ts'
import { loadIntents } from '#understanding/load-intents.ts'
import { openUnderstanding } from '#understanding/models/open-understanding.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import type { Core } from './open-core.ts'

/** What the packs and the operators taught: understanding, flows, knowledge. It follows every change of packs and terms. */
export async function openMind(core: Core, catalogue: Catalogue, routing: Pick<Routing, 'closedFor' | 'peakShift'>) {
  const { database, conversations, tail, log, llm } = core
  const thresholds = await openThresholds(core)
  const intentThresholds = await openIntentThresholds({ ...core, audit: recordAudit })
  const limits = movingThresholds(thresholds.current, routing.peakShift)
  const read = () => readLore(core, () => ({ ...limits.now(), intents: intentThresholds.current() }))
  let lore = await read()
  catalogue.replace(lore.actions)
  const tools = {
    normalize: (text: string) => lore.tools.normalize(text),
    cut: (text: string) => lore.tools.cut(text),
    products: (text: string) => lore.tools.products(text),
  }
  const meaning = { embedding: core.embedding, log }
  const knowledge = await openSearch({ database, tail, tools, thresholds: thresholds.current, meaning })
  const models = await openUnderstanding({
    database,
    tail,
    log,
    audit: recordAudit,
    trainingSet: async () => ({ intents: [...lore.intents, await knowledge.questions()], terms: lore.terms }),
  })
  const { understand } = models
  const intents = () => [...lore.intents, questionsAsIntent([])]
  const learning = await openLearning({
    ...{ database, log, conversations, understand, intents, search: knowledge.search },
    askBack: () => thresholds.current().askBack,
    putFeelingRight: (tx, of, said) => correctSignal(tx, of, said, raiseAlerts),
  })
  const strategies = await openStrategies({ database, tail, log, packs: () => lore.strategies })
  const listeners: (() => Promise<void>)[] = []
  const reload = async () => {
    const next = await read()
    const reads = next.termsHash !== lore.termsHash
    lore = next
    catalogue.replace(next.actions)
    if (reads) await knowledge.reread()
    for (const listener of listeners) await listener()
  }
  const following = followChanges(core, reload, () => models.refresh())
  return {
    understand,
    models,
    learning,
    choose: learning.feedback.choose,
    turn: ((state, input, world) => lore.turn(state, input, world)) as typeof lore.turn,
    search: knowledge.search,
    prepare: knowledge.prepare,
    composes: () => llm.ready('answers'),
    strategy: strategies.choose,
    strategies,
    closedFor: routing.closedFor,
    botName: (language: 'zh' | 'en') => lore.settings.botName[language],
    knowledge,
    thresholds,
    intentThresholds,
    thresholdsNow: limits.compared,
    /** From which confidence an intent starts its flow now; null for one that starts none. */
    intentThreshold: (id: string): number | null => {
      const flow = lore.flows.flows.find(({ intents: starts }) => starts.includes(id))
      return flow ? (intentThresholds.current()[id] ?? flow.confidence ?? THRESHOLDS.intent) : null
    },
    normalize: tools.normalize,
    tools,
    intents: () => lore.known,
    terms: () => lore.terms,
    examples: () => lore.intents,
    intentTitle: (id: string) => lore.intents.find((intent) => intent.id === id)?.title ?? { zh: id, en: id },
    flows: () => lore.flows,
    asksSecret: (dialogue: unknown) => asksSecret(lore.flows.flows, dialogue as DialogueState),
    settings: () => lore.settings,
    rules: () => lore.rules,
    scripts: () => lore.scripts,
    practice: () => lore.practice,
    packs: () => lore.packs,
    /** Calls back whenever other packs are installed than before. */
    onReload: (listener: () => Promise<void>) => void listeners.push(listener),
    ...following,
  }
}
export type Mind = Awaited<ReturnType<typeof openMind>>

/** The bot's thresholds as an operator set them, and as they are while it is peak time and it takes on more or less. */
function movingThresholds(set: Thresholds['current'], shift: Routing['peakShift']) {
  const usual = (): Movable => {
    const { answer, askBack } = set()
    return { answer, answerAskBack: askBack, patience: THRESHOLDS.patience }
  }
  const now = () => shiftThresholds(usual(), shift())
  const compared = () => {
    const [before, after] = [usual(), now()]
    return {
      answer: { usual: before.answer, now: after.answer },
      patience: { usual: before.patience, now: after.patience },
    }
  }
  return { now, compared }
}

/** Everything that the installed packs and the team's terms say, read in one go. */
async function readLore({ packs, log }: Core, thresholds: TurnParts['thresholds']) {
  const folders = await packs.folders()
  const terms = await packs.terms()
  const { intents } = loadIntents(folders)
  const actions = actionsOf(folders)
  const known = new Set(intents.map((intent) => intent.id))
  const flows = await loadFlows(folders, actions, known)
  for (const problem of flows.problems) log.error(problem, 'a flow was left out: correct the pack and update it')
  const rules = loadRules(folders)
  return {
    packs: folders.map((folder) => basename(folder)),
    ...{ intents, terms, actions, known, flows, rules },
    termsHash: contentHash(terms),
    scripts: loadScripts(folders),
    strategies: loadStrategies(folders),
    practice: loadScenarios(folders),
    tools: buildTextTools(terms),
    turn: buildTurn({ flows: flows.flows, wording: flows.wording, actions, rules, thresholds }),
    settings: loadWidgetSettings(folders.toReversed()),
  }
}

/** Reads anew after every change, one at a time, and has the node that made it train the model. */
function followChanges({ tail, log }: Core, reload: () => Promise<void>, refresh: () => Promise<void>) {
  let queue: Promise<void> = Promise.resolve()
  let waiting = false
  let trainings = 0
  const soon = () => {
    if (waiting) return
    waiting = true
    queue = queue.then(async () => {
      waiting = false
      try {
        await reload()
      } catch (error) {
        log.error({ err: error }, 'the packs could not be read anew; this node goes on with what it knew')
      }
    })
  }
  const train = () => {
    trainings++
    refresh()
      .catch((error: unknown) => log.error({ err: error }, 'the model could not be trained on what was installed'))
      .finally(() => {
        trainings--
      })
  }
  tail.onEvents((events) => {
    if (events.some(({ kind }) => kind === 'pack.changed' || kind === 'terms.changed')) soon()
  })
  return {
    /** Resolves when this node works with all that was committed before; training goes on behind it. */
    async reloaded() {
      await tail.catchUp()
      await queue
      train()
    },
    training: () => trainings > 0,
  }
}
