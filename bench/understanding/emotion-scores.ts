/** Shares in percent; `sure` is the accuracy of the 80 % of which the reader is surest. */
export type Scores = { accuracy: number; macroF1: number; sure: number }
export type Judged = Scores & { micros: number }

export function scores(labels: string[], guesses: { label: string; chance: number }[]): Scores {
  const right = guesses.map(({ label }, i) => label === labels[i])
  const surest = [...guesses.keys()]
    .sort((a, b) => guesses[b]!.chance - guesses[a]!.chance)
    .slice(0, Math.round(guesses.length * 0.8))
  const f1 = [...new Set(labels)].map((label) => {
    const hits = labels.filter((own, i) => own === label && right[i]).length
    const said = guesses.filter((guess) => guess.label === label).length
    const are = labels.filter((own) => own === label).length
    return (2 * hits) / (said + are)
  })
  return {
    accuracy: percent(right.filter(Boolean).length / right.length),
    macroF1: percent(f1.reduce((sum, value) => sum + value, 0) / f1.length),
    sure: percent(surest.filter((i) => right[i]).length / surest.length),
  }
}

const percent = (share: number): number => Math.round(share * 1000) / 10
