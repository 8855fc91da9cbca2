import { gramsOf, type View } from '#understanding/emotion/train/grams.ts'
import { hearNetwork, type Lessons, type Network, trainNetwork } from '#understanding/emotion/train/network.ts'
import { numberFeatures, numberOf, type Table, toRows } from '#understanding/emotion/train/table.ts'
import type { CutWords } from '#understanding/words.ts'

/** A normalised text and what it teaches; labels of two tasks are never the same ones. */
export type TaskRow = { text: string; task: string; label: string; importance: number }

/** Networks that each left out one fold of the first task: together they answer, alone they judge what they left out. */
export type Shared = { view: View; table: Table; networks: Network[] }

const VIEW: Record<'zh' | 'en', View> = {
  zh: { characters: 3, words: 2, negation: true },
  en: { characters: 5, words: 2, negation: true },
}

/**
 * Learns the tasks of the rows together. `folds` says of every row of the first task which fold leaves it out; the
 * margins are what the network that has not seen a row says of it.
 */
export function learnTogether(rows: TaskRow[], labels: string[], folds: number, cut: CutWords) {
  const view = VIEW[/\p{Script=Han}/u.test(rows[0]?.text ?? '') ? 'zh' : 'en']
  const documents = rows.map(({ text }) => gramsOf(text, view, cut))
  const table = numberFeatures(documents, 3)
  const all = toRows(documents, table)
  const first = rows[0]?.task
  const lessons = lessonsOf(rows, labels)
  const margins = new Map<number, Float64Array>()
  const networks = Array.from({ length: folds }, (_, fold) => {
    const left = (i: number) => rows[i]!.task === first && i % folds === fold
    const importance = lessons.importance.map((weight, i) => (left(i) ? 0 : weight))
    const network = trainNetwork(all, { ...lessons, importance }, table.size, 20261121 + fold)
    rows.forEach((_, i) => {
      if (!left(i)) return
      const said = new Float64Array(labels.length)
      hearNetwork(network, all.at.subarray(all.start[i], all.start[i + 1]), said)
      margins.set(i, scaled(said))
    })
    return network
  })
  return { shared: { view, table, networks } satisfies Shared, margins }
}

/** What the networks say of a text, on average. */
export function hearTogether({ view, table, networks }: Shared, text: string, cut: CutWords): Float64Array {
  const at = gramsOf(text, view, cut)
    .map((hash) => numberOf(table, hash))
    .filter((number) => number >= 0)
  const sum = new Float64Array(networks[0]!.bias.length)
  const said = new Float64Array(sum.length)
  for (const network of networks) {
    hearNetwork(network, at, said)
    for (let c = 0; c < sum.length; c++) sum[c]! += said[c]! / networks.length
  }
  return scaled(sum)
}

/** On the scale of the other members' margins. */
const scaled = (said: Float64Array): Float64Array => said.map((value) => value / 3)

function lessonsOf(rows: TaskRow[], own: string[]): Lessons {
  const tasks = new Map<string, Map<string, number>>()
  if (rows[0]) tasks.set(rows[0].task, new Map(own.map((label, c) => [label, c])))
  for (const { task, label } of rows) {
    const labels = tasks.get(task) ?? new Map<string, number>()
    if (!labels.has(label)) labels.set(label, labels.size)
    tasks.set(task, labels)
  }
  const names = [...tasks.keys()]
  return {
    task: Int32Array.from(rows, ({ task }) => names.indexOf(task)),
    label: Int32Array.from(rows, ({ task, label }) => tasks.get(task)!.get(label)!),
    importance: Float32Array.from(rows, ({ importance }) => importance),
    labels: [...tasks.values()].map(({ size }) => size),
  }
}
