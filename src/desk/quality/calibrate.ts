import type { Calibration, Review } from '#desk/quality/contract.ts'
import { agreementOf } from '#desk/quality/total.ts'

/** Inspections of the same conversation by the same card, side by side; the least agreed ones first. Pure. */
export function calibrationOf(reviews: readonly Review[]): Calibration[] {
  const groups = Map.groupBy(reviews, ({ conversationId, scorecard }) => `${conversationId} ${scorecard.id}`)
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group): Calibration => {
      const { conversationId, customerName, scorecard } = group[0]!
      return {
        ...{ conversationId, customerName },
        scorecard: { id: scorecard.id, name: scorecard.name, nameEn: scorecard.nameEn },
        inspectors: group.map(({ id, inspectorId, inspectorName, total }) => ({
          ...{ reviewId: id, userId: inspectorId, name: inspectorName ?? '', total: total ?? 0 },
        })),
        ...agreementOf(
          scorecard,
          group.map(({ scores }) => scores),
        ),
      }
    })
    .sort((a, b) => a.agreement - b.agreement || b.spread - a.spread)
}
