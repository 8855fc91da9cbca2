import { OUT_OF_SCOPE } from '#understanding/classify.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import { buildEntities } from '#understanding/entities.ts'
import { withHomophones } from '#understanding/homophones.ts'
import { learnWords, openIntentModel, packModel, trainIntentModel } from '#understanding/intent-model.ts'
import { readText } from '#understanding/reading.ts'
import type { WordVectors } from '#understanding/word-vectors.ts'
import { type Labelled, trainBaseline } from './baseline/linear.ts'
import { type Folders, partsOf, type Row, unlabelled } from './data.ts'
import { accuracyOf, auroc, calibrationError, errorByChance, micros } from './intent-scores.ts'
import { PEER_MOST, trainPeer } from './peer-intents.ts'
import type { Figures } from './understanding.ts'

const SETS = ['intent_smp2017_zh', 'intent_slots_smp2019_zh', 'intent_banking77_en', 'intent_clinc150_oos_en']
/** How the sets name what belongs to none of their intents. */
const OUTSIDE = 'oos'
const FEW = 10
/** The peer is asked this often; it takes its time. */
const ASKED = 1500

type Language = 'zh' | 'en'

/** Intents by three models trained on the same rows: ours, a linear baseline, nlp.js. */
export async function benchIntents(folders: Folders): Promise<Figures | null> {
  const figures: Figures = {}
  process.stdout.write(`Intents; nlp.js learns from at most ${PEER_MOST} examples of each of the large sets\n`)
  for (const name of SETS) {
    const parts = partsOf<Row & Labelled>(folders, name)
    if (!parts) {
      process.stdout.write(`${name}: absent\n`)
      continue
    }
    const language = name.endsWith('_zh') ? 'zh' : 'en'
    const inside = { train: parts.train.filter(isInside), test: parts.test.filter(isInside) }
    const words = wordsOf(folders, language, figures)
    const ours = benchOurs(parts, language, words)
    const row = {
      rows: [parts.train.length, parts.test.length],
      ours,
      baseline: await bench(inside.test, () => trainBaseline(inside.train, language)),
      peer: await bench(inside.test.slice(0, ASKED), () => trainPeer(inside.train, language)),
      tenExamples: benchFew(inside, language, words),
    }
    process.stdout.write(`${name} (${parts.split}): ${JSON.stringify(row)}\n`)
    figures[name] = row
  }
  return Object.keys(figures).length ? figures : null
}

const learnt = new Map<string, WordVectors | null>()

/** What words mean, learnt once for all sets of a language. */
function wordsOf(folders: Folders, language: Language, figures: Figures): WordVectors | null {
  const key = `${folders.train} ${language}`
  if (!learnt.has(key)) {
    const texts = unlabelled(folders, language)
    const started = performance.now()
    learnt.set(key, learnWords(texts))
    const row = { texts: texts.length, seconds: secondsSince(started) }
    process.stdout.write(`words of ${language}, learnt from texts without labels: ${JSON.stringify(row)}\n`)
    figures[`words_${language}`] = row
  }
  return learnt.get(key) ?? null
}

const isInside = ({ label }: Labelled) => label !== OUTSIDE

function benchOurs(parts: { train: Labelled[]; test: Labelled[] }, language: Language, words: WordVectors | null) {
  const started = performance.now()
  const { classify, size } = trainOurs(parts.train, language, words)
  const seconds = secondsSince(started)
  const inside = parts.test.filter(isInside)
  const labels = inside.map((row) => row.label)
  const times: number[] = []
  const read = (text: string) => {
    const from = performance.now()
    const found = classify(text)
    times.push(performance.now() - from)
    return found
  }
  const guesses = inside.map((row) => read(row.text))
  const strange = parts.test.filter((row) => !isInside(row)).map((row) => read(row.text).outOfScope)
  const speed = micros(times)
  return {
    accuracy: accuracyOf(labels, guesses),
    calibrationError: calibrationError(labels, guesses),
    errorByChance: errorByChance(guesses),
    ...(language === 'zh' && {
      withHomophones: accuracyOf(
        labels,
        inside.map((row, i) => classify(withHomophones(row.text, 0.15, i))),
      ),
    }),
    ...(strange.length && {
      outOfScopeAuroc: auroc(
        strange,
        guesses.map((guess) => guess.outOfScope),
      ),
    }),
    micros: speed,
    trainSeconds: seconds,
    modelMb: Math.round(size / 1e5) / 10,
  }
}

/** Text to best intent; reading the text counts as part of the work. */
function trainOurs(rows: Labelled[], language: Language, words: WordVectors | null) {
  const model = trainIntentModel({ intents: intentsOf(rows, language), terms: [], words })
  const classify = openIntentModel(model)
  const findEntities = buildEntities([])
  const now = new Date(0)
  return {
    size: packModel(model).length,
    classify: (text: string) => {
      const { intents, outOfScope } = classify(readText(text, findEntities(text, now)))
      return { label: intents[0]!.id, confidence: intents[0]!.confidence, outOfScope }
    },
  }
}

export function intentsOf(rows: Labelled[], language: Language): IntentExamples[] {
  const byLabel = Map.groupBy(rows, (row) => row.label)
  return [...byLabel].map(([label, own]) => ({
    id: isInside({ text: '', label }) ? label : OUT_OF_SCOPE,
    title: { zh: label, en: label },
    examples: { zh: [], en: [], [language]: own.map((row) => row.text) },
    keywords: { zh: [], en: [] },
    patterns: [],
  }))
}

type Ask = (text: string) => string | Promise<string>

async function bench(test: Labelled[], train: () => Ask | Promise<Ask>) {
  const started = performance.now()
  const ask = await train()
  const trainSeconds = secondsSince(started)
  const times: number[] = []
  const guesses: { label: string }[] = []
  for (const { text } of test) {
    const from = performance.now()
    const label = await ask(text)
    times.push(performance.now() - from)
    guesses.push({ label })
  }
  return {
    accuracy: accuracyOf(
      test.map((row) => row.label),
      guesses,
    ),
    micros: micros(times),
    trainSeconds,
  }
}

/** What a new user has: ten examples of each intent; mean accuracy over three picks. */
function benchFew(
  { train, test }: { train: Labelled[]; test: Labelled[] },
  language: Language,
  words: WordVectors | null,
) {
  const labels = test.map((row) => row.label)
  const mean = (one: (rows: Labelled[]) => (text: string) => string) => {
    const found = [1, 2, 3].map((pick) => {
      const ask = one(pickFew(train, pick))
      return accuracyOf(
        labels,
        test.map((row) => ({ label: ask(row.text) })),
      )
    })
    return Math.round((found.reduce((sum, value) => sum + value, 0) / found.length) * 100) / 100
  }
  return {
    ours: mean((rows) => {
      const { classify } = trainOurs(rows, language, words)
      return (text) => classify(text).label
    }),
    baseline: mean((rows) => trainBaseline(rows, language)),
  }
}

/** Ten rows of each label, the same ones each time. */
export function pickFew(rows: Labelled[], pick: number): Labelled[] {
  const shuffled = rows
    .map((row, i) => ({ row, key: ((i + 1) * 7919 + pick * 104729) % 1000003 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row)
  return [...Map.groupBy(shuffled, (row) => row.label).values()].flatMap((own) => own.slice(0, FEW))
}

const secondsSince = (started: number) => Math.round((performance.now() - started) / 100) / 10
