import type { ThresholdSuggestion, TransferReport, TransferShare } from '#desk/transfers/contract.ts'
import type { TransferScore } from '#desk/transfers/queries.ts'
import { suggestThreshold } from '#desk/transfers/suggest-thresholds.ts'

type Title = { zh: string; en: string }
export type ReportContext = {
  days: number
  titleOf: (intent: string) => Title
  /** From which confidence an intent starts its flow now; null for one that starts none. */
  thresholdOf: (intent: string) => number | null
  set: Readonly<Record<string, number>>
}

const ALL: Title = { zh: '全部', en: 'All' }

/** How often a hand-over was right, by reason and intent, and thresholds that would have done better. Pure. */
export function reportOf(scores: readonly TransferScore[], context: ReportContext): TransferReport {
  const { days, titleOf, set } = context
  const byIntent = Map.groupBy(scores, ({ intent }) => intent)
  const byReason = Map.groupBy(scores, ({ reason }) => reason)
  const listed = <K extends string | null>(groups: Map<K, TransferScore[]>, title: (key: K) => Title) =>
    [...groups]
      .map(([key, members]) => shareOf(key, title(key), members))
      .sort((a, b) => total(b) - total(a) || (String(a.key) < String(b.key) ? -1 : 1))
  return {
    days,
    whole: shareOf(null, ALL, scores),
    byReason: listed(byReason, (key) => ({ zh: key ?? '', en: key ?? '' })),
    byIntent: listed(byIntent, (key) => (key === null ? { zh: '', en: '' } : titleOf(key))),
    suggestions: [...byIntent].flatMap(([intent, members]) =>
      intent === null ? [] : suggestionOf(intent, members, context),
    ),
    set: Object.entries(set).map(([intent, threshold]) => ({ intent, title: titleOf(intent), threshold })),
  }
}

function shareOf(key: string | null, title: Title, members: readonly TransferScore[]): TransferShare {
  const count = (verdict: TransferScore['verdict']) => members.filter((one) => one.verdict === verdict).length
  const [right, notNeeded] = [count('right'), count('not-needed')]
  const share = right + notNeeded === 0 ? null : Math.round((right / (right + notNeeded)) * 1000) / 1000
  return { key, title, right, notNeeded, missed: count('missed'), unclear: count('unclear'), share }
}

const total = ({ right, notNeeded, missed, unclear }: TransferShare) => right + notNeeded + missed + unclear

function suggestionOf(intent: string, members: TransferScore[], context: ReportContext): ThresholdSuggestion[] {
  const current = context.thresholdOf(intent)
  const found = current === null ? null : suggestThreshold(members, current)
  if (!found || current === null) return []
  return [{ intent, title: context.titleOf(intent), current, ...found, scored: members.length }]
}
