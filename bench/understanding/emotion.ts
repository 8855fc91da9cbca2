import { readEmotion, readReview } from '../../src/understanding/emotion/read-emotion.ts'
import { type EmotionRow, openEmotionModel, trainEmotion } from '../../src/understanding/emotion/train/train-emotion.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { openWords } from '../../src/understanding/words.ts'
import { type Folders, partsOf, type Row, rowsOf } from './data.ts'
import { benchServiceChats } from './emotion-chats.ts'
import { type Judged, scores } from './emotion-scores.ts'
import type { Figures } from './understanding.ts'

/** A task on one file: what its labels become, which other files help, which figure of the readers judges it. */
type Task = {
  name: string
  language: 'zh' | 'en'
  classes: 'negative' | 'all' | 'ekman'
  help: string[]
  asked: { shipped?: number; trained?: number }
}

const REVIEWS = ['emo_online_shopping_zh', 'emo_waimai_zh', 'emo_chnsenticorp_zh']
const BLOGS = ['emo_smp2020_usual_zh', 'emo_smp2020_virus_zh']
const TASKS: Task[] = [
  { name: REVIEWS[0]!, language: 'zh', classes: 'negative', help: REVIEWS, asked: { shipped: 88, trained: 95 } },
  { name: REVIEWS[1]!, language: 'zh', classes: 'negative', help: REVIEWS, asked: { shipped: 85, trained: 92 } },
  { name: REVIEWS[2]!, language: 'zh', classes: 'negative', help: REVIEWS, asked: { trained: 92 } },
  { name: BLOGS[0]!, language: 'zh', classes: 'negative', help: BLOGS, asked: { trained: 87 } },
  { name: BLOGS[0]!, language: 'zh', classes: 'all', help: BLOGS, asked: { trained: 74 } },
  { name: BLOGS[1]!, language: 'zh', classes: 'negative', help: BLOGS, asked: {} },
  { name: BLOGS[1]!, language: 'zh', classes: 'all', help: BLOGS, asked: {} },
  { name: 'emo_dair_en', language: 'en', classes: 'all', help: [], asked: { trained: 92 } },
  { name: 'emo_airline_tweets_en', language: 'en', classes: 'negative', help: [], asked: {} },
  { name: 'emo_airline_tweets_en', language: 'en', classes: 'all', help: [], asked: {} },
  { name: 'emo_goemotions_en', language: 'en', classes: 'ekman', help: [], asked: {} },
]
const NEGATIVE = new Set(['neg', 'negative', 'angry', 'sad', 'fear', 'anger', 'sadness', 'disgust'])

/** Emotion of a text as shipped and after training on the dev part, beside one linear SVM. */
export async function benchEmotion(folders: Folders): Promise<Figures | null> {
  const cut = openWords()
  const figures: Figures = {}
  for (const task of TASKS) {
    const parts = partsOf(folders, task.name)
    if (!parts) {
      process.stdout.write(`emotion: ${task.name} is absent\n`)
      continue
    }
    const test = parts.test.flatMap((row) => toRow(row, task, task.name))
    const hidden = new Set(test.map(({ text }) => normalize(text)))
    const rows = [task.name, ...task.help.filter((name) => name !== task.name)].flatMap((name) => {
      const dev = name === task.name ? parts.train : (rowsOf<Row>(folders.train, name) ?? [])
      return dev.flatMap((row) => toRow(row, task, name))
    })
    const train = rows.filter(({ text }) => !hidden.has(normalize(text)))
    const started = performance.now()
    // The shipped English model has seen the GoEmotions rows that teach here: it would be trusted too much.
    const voice = task.classes === 'ekman' ? {} : { language: task.language }
    const trained = openEmotionModel(trainEmotion(train, { cut, domain: task.name, ...voice }), cut)
    const seconds = Math.round((performance.now() - started) / 100) / 10
    const plain = [{ characters: 4, words: 1 }]
    const own = train.filter(({ domain }) => domain === task.name)
    const baseline = openEmotionModel(trainEmotion(own, { cut, views: plain, folds: 2 }), cut)
    const key = `${task.name.slice(4)} ${task.classes}`
    const shipped = task.classes === 'negative' ? judge(test, (text) => readShipped(text, task)) : null
    figures[key] = {
      asked: task.asked,
      rows: test.length,
      shipped,
      trained: judge(test, trained),
      baseline: judge(test, baseline),
      trainSeconds: seconds,
    }
    process.stdout.write(`${key}: ${JSON.stringify(figures[key])}\n`)
  }
  figures.taobao = benchServiceChats(folders)
  return figures
}

function judge(test: EmotionRow[], read: Reader): Judged {
  const started = performance.now()
  const guesses = test.map(({ text }) => read(text))
  const micros = Math.round(((performance.now() - started) * 1000) / test.length)
  return {
    ...scores(
      test.map(({ label }) => label),
      guesses,
    ),
    micros,
  }
}

type Reader = (text: string) => { label: string; chance: number }

/** Of reviews, which praise or blame, the chance that it blames; of posts, the chance that it is negative. */
function readShipped(text: string, task: Task) {
  const read = REVIEWS.includes(task.name)
    ? readReview
    : (...of: Parameters<typeof readReview>) => readEmotion(...of).negative
  const negative = read(normalize(text), text, task.language)
  return negative >= 0.5 ? { label: 'negative', chance: negative } : { label: 'rest', chance: 1 - negative }
}

function toRow(row: Row, task: Task, domain: string): EmotionRow[] {
  const text = String(row.text)
  if (task.classes === 'ekman') {
    const kinds = new Set((row.labels as string[]).map((label) => EKMAN[label] ?? 'joy'))
    return kinds.size === 1 ? [{ text, label: [...kinds][0]!, domain }] : []
  }
  const label = String(row.label)
  return [{ text, label: task.classes === 'all' ? label : NEGATIVE.has(label) ? 'negative' : 'rest', domain }]
}

/** Labels of GoEmotions that are no kind of joy, by Ekman's basic emotions. */
const EKMAN: Record<string, string> = {
  anger: 'anger',
  annoyance: 'anger',
  disapproval: 'anger',
  disgust: 'disgust',
  fear: 'fear',
  nervousness: 'fear',
  sadness: 'sadness',
  disappointment: 'sadness',
  embarrassment: 'sadness',
  grief: 'sadness',
  remorse: 'sadness',
  surprise: 'surprise',
  realization: 'surprise',
  confusion: 'surprise',
  curiosity: 'surprise',
  neutral: 'neutral',
}
