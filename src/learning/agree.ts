import type { Agreement, CaseLabel } from '#learning/contract.ts'

/** The first and the second label of one case, and who gave them. */
export type TwoLabels = { first: CaseLabel; second: CaseLabel; firstBy: string; secondBy: string }

/** How far two people agree beyond chance, over all cases and for each two people. */
export function agree(rows: TwoLabels[]): Agreement {
  const pairs = Map.groupBy(rows, (row) => JSON.stringify([row.firstBy, row.secondBy].sort()))
  return {
    ...figures(rows),
    pairs: [...pairs].map(([key, own]) => {
      const [first, second] = JSON.parse(key) as [string, string]
      return { first, second, ...figures(own) }
    }),
  }
}

function figures(rows: TwoLabels[]): { cases: number; agreed: number; kappa: number | null } {
  const agreed = rows.filter((row) => sameLabel(row.first, row.second)).length
  return { cases: rows.length, agreed, kappa: kappaOf(rows, agreed) }
}

/** Cohen's kappa: agreement above what two people with these habits would reach by chance. */
function kappaOf(rows: TwoLabels[], agreed: number): number | null {
  if (rows.length < 2) return null
  const share = (side: 'first' | 'second') => {
    const counts = new Map<string, number>()
    for (const row of rows) counts.set(keyOf(row[side]), (counts.get(keyOf(row[side])) ?? 0) + 1 / rows.length)
    return counts
  }
  const [first, second] = [share('first'), share('second')]
  let chance = 0
  for (const [key, own] of first) chance += own * (second.get(key) ?? 0)
  // Everybody always says the same one thing: there is nothing to agree beyond it.
  if (chance > 0.9999) return 1
  return Math.round(((agreed / rows.length - chance) / (1 - chance)) * 1000) / 1000
}

export const sameLabel = (a: CaseLabel, b: CaseLabel): boolean => keyOf(a) === keyOf(b)

/** New intents are not told apart by their proposed titles, feelings not by their level: people word them differently. */
function keyOf(label: CaseLabel): string {
  if (label.kind === 'emotion') return `emotion ${label.emotion}`
  if (label.kind === 'intent') return `intent ${label.intentId}`
  return label.kind === 'article' ? `article ${label.articleId}` : label.kind
}
