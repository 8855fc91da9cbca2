import { readEmotion, readReview } from '../../src/understanding/emotion/read-emotion.ts'
import {
  type EmotionRow,
  type Guess,
  openEmotionModel,
  trainEmotion,
} from '../../src/understanding/emotion/train/train-emotion.ts'
import { normalize } from '../../src/understanding/normalize.ts'
import { openWords } from '../../src/understanding/words.ts'
import { type Folders, partsOf, type Row, rowsOf } from './data.ts'
import { benchServiceChats } from './emotion-chats.ts'
import { type Judged, scores } from './emotion-scores.ts'
import type { Figures } from './understanding.ts'

/**
 * A task on one file: what its labels become, which other files of the same labels help, which figure of the readers
 * judges it.
 */
type Task = {
  name: string
  language: 'zh' | 'en'
  classes: 'negative' | 'all' | 'ekman'
  help: string[]
  asked: { shipped?: number; trained?: number }
}

const REVIEWS = ['emo_online_shopping_zh', 'emo_waimai_zh', 'emo_chnsenticorp_zh']
const BLOGS = ['emo_smp2020_usual_zh', 'emo_smp2020_virus_zh']
const [USUAL, VIRUS] = BLOGS as [string, string]

const reviews = (name: string, asked: Task['asked']): Task => ({
  name,
  language: 'zh',
  classes: 'negative',
  help: REVIEWS,
  asked,
})
const blogs = (name: string, classes: Task['classes'], asked: Task['asked']): Task => ({
  name,
  language: 'zh',
  classes,
  help: BLOGS,
  asked,
})
const english = (name: string, classes: Task['classes'], asked: Task['asked']): Task => ({
  name,
  language: 'en',
  classes,
  help: [],
  asked,
})

const TASKS: Task[] = [
  reviews(REVIEWS[0]!, { shipped: 88, trained: 95 }),
  reviews(REVIEWS[1]!, { shipped: 85, trained: 92 }),
  reviews(REVIEWS[2]!, { trained: 92 }),
  blogs(USUAL, 'negative', { trained: 87 }),
  blogs(USUAL, 'all', { trained: 74 }),
  blogs(VIRUS, 'negative', {}),
  blogs(VIRUS, 'all', {}),
  english('emo_dair_en', 'all', { trained: 92 }),
  english('emo_airline_tweets_en', 'negative', {}),
  english('emo_airline_tweets_en', 'all', {}),
  english('emo_goemotions_en', 'ekman', {}),
]
const NEGATIVE = new Set(['neg', 'negative', 'angry', 'sad', 'fear', 'anger', 'sadness', 'disgust'])

/** Emotion of a text as shipped and after training on the dev part, beside one linear SVM. */
export async function benchEmotion(folders: Folders): Promise<Figures | null> {
  const cut = openWords()
  const figures: Figures = {}
  let last = null as Learned | null
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
    // Six feelings are learned where there are six: which of them a post shows tells whether it is a negative one.
    const fine = BLOGS.includes(task.name) && task.classes === 'negative'
    const lessons = fine ? train.map((row) => ({ ...row, label: row.feeling! })) : train
    const taught = `${task.name} ${fine ? 'all' : task.classes}`
    if (last?.taught !== taught) {
      const started = performance.now()
      // The shipped English model has seen the GoEmotions rows that teach here: it would be trusted too much.
      const voice = task.classes === 'ekman' ? {} : { language: task.language }
      const model = trainEmotion(lessons, { cut, domain: task.name, ...voice })
      const seconds = Math.round((performance.now() - started) / 100) / 10
      last = { taught, labels: model.labels, read: openEmotionModel(model, cut), seconds }
    }
    const { labels, read, seconds } = last
    const trained = fine ? summed(read, labels) : read
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

type Learned = { taught: string; labels: string[]; read: (text: string) => Guess; seconds: number }

function summed(read: (text: string) => Guess, labels: string[]): Reader {
  return (text) => {
    const { chances } = read(text)
    const negative = labels.reduce((sum, label, c) => sum + (NEGATIVE.has(label) ? chances[c]! : 0), 0)
    return negative >= 0.5 ? { label: 'negative', chance: negative } : { label: 'rest', chance: 1 - negative }
  }
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

type TaskRow = EmotionRow & { feeling?: string }

function toRow(row: Row, task: Task, domain: string): TaskRow[] {
  const text = String(row.text)
  if (task.classes === 'ekman') {
    const kinds = new Set((row.labels as string[]).map((label) => EKMAN[label] ?? 'joy'))
    return kinds.size === 1 ? [{ text, label: [...kinds][0]!, domain }] : []
  }
  const label = String(row.label)
  const own = task.classes === 'all' ? label : NEGATIVE.has(label) ? 'negative' : 'rest'
  return [{ text, label: own, domain, feeling: label }]
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
