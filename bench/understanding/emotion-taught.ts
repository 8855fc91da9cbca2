import { basename, join } from 'node:path'
import { foldersOf } from '../../src/platform/read-yaml.ts'
import { POLARITY } from '../../src/understanding/emotion/labels.ts'
import { type ReadEmotion, readEmotion } from '../../src/understanding/emotion/read-emotion.ts'
import { openTaught } from '../../src/understanding/emotion/taught/read-taught.ts'
import type { LabelledText } from '../../src/understanding/emotion/taught/taught-model.ts'
import { unpackTaught } from '../../src/understanding/emotion/taught/taught-model.ts'
import { loadIntents } from '../../src/understanding/load-intents.ts'
import { plainQuestions } from '../../src/understanding/models/label-set.ts'
import { teach } from '../../src/understanding/models/teach-emotion.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { type Folders, partsOf, type Row } from './data.ts'
import type { Figures } from './understanding.ts'

type Feeling = LabelledText['label']

/** What an operator would say for the labels of the sets, and which readings count as that. */
const SAID: Record<string, Feeling> = {
  ...{ neg: 'dissatisfaction', pos: 'joy', angry: 'anger', sad: 'sadness', fear: 'fear', happy: 'joy' },
  ...{ surprise: 'surprise', neutral: 'neutral' },
}
const SIX: Record<Feeling, Feeling> = {
  ...{ anger: 'anger', dissatisfaction: 'anger', disappointment: 'sadness', sadness: 'sadness' },
  ...{ anxiety: 'fear', fear: 'fear', joy: 'joy', gratitude: 'joy', surprise: 'surprise', neutral: 'neutral' },
}
const TASKS = ['emo_waimai_zh', 'emo_online_shopping_zh', 'emo_smp2020_usual_zh']
const LABELS = [50, 200, 500]

/** What so many labels, given as operators give them, change: on texts of the same kind, and of what nobody labelled. */
export async function benchTaught(folders: Folders): Promise<Figures | null> {
  const packs = foldersOf(join(import.meta.dirname, '../../packs'))
  const anchors = plainQuestions({ intents: packs.flatMap((pack) => loadIntents([pack]).intents), terms: [] })
  const figures: Figures = { packs: packs.map((pack) => basename(pack)).length, plain: anchors.length }
  for (const name of TASKS) {
    const parts = partsOf(folders, name)
    if (!parts) {
      process.stdout.write(`taught: ${name} is absent\n`)
      continue
    }
    const hidden = new Set(parts.test.map(({ text }) => normalize(String(text))))
    const train = shuffled(parts.train.filter(({ text }) => !hidden.has(normalize(String(text)))))
    const six = name.includes('smp2020')
    const before = accuracy(readEmotion, parts.test, six)
    for (const count of LABELS) {
      const labels = train.slice(0, count).map(({ text, label }) => ({
        ...{ text: String(text), language: 'zh' as const, label: SAID[String(label)]!, level: null },
      }))
      const { model, report } = teach(
        { kind: 'teach', labels, anchors, evaluate: true, released: null },
        () => undefined,
      )
      const { plain, sentences, kept } = report!.guards!
      figures[`${name.slice(4)} ${count}`] = {
        ...{ before, after: accuracy(openTaught(unpackTaught(model)), parts.test, six), kept },
        alarms: `${plain.shipped} → ${plain.alarms} of at most ${plain.most}`,
        sentences: `${percent(sentences.shipped)} → ${percent(sentences.right)}`,
        ms: report!.ms,
      }
      process.stdout.write(
        `${name.slice(4)} ${count} labels: ${JSON.stringify(figures[`${name.slice(4)} ${count}`])}\n`,
      )
    }
  }
  return figures
}

/** Of reviews whether they please or hurt, of posts which of six feelings; what is read as nothing is wrong in a review. */
function accuracy(read: ReadEmotion, rows: Row[], six: boolean): number {
  const right = rows.filter(({ text, label }) => {
    const said = SAID[String(label)]!
    const felt = read(normalize(String(text)), String(text), 'zh').label
    return six ? SIX[felt] === SIX[said] : POLARITY[felt] === POLARITY[said]
  })
  return percent(right.length / rows.length)
}

function shuffled<T>(rows: T[]): T[] {
  let seed = 7
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed
  }
  return rows
    .map((row) => ({ row, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row)
}

const percent = (share: number): number => Math.round(share * 1000) / 10
