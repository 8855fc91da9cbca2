import type { Situation, Strategy } from '#emotion/strategy/contract.ts'

/** What each condition weighs when several lines fit: who and what it is about before how it is felt. */
const WEIGHT = { risks: 16, personas: 8, tiers: 4, scenes: 8, emotions: 4, levels: 2 } as const

/** The line that fits a situation most closely; of equals the first by id. */
export function chooseStrategy(lines: readonly Strategy[], situation: Situation): Strategy | null {
  let best: { line: Strategy; weight: number } | null = null
  for (const line of lines) {
    const weight = line.enabled ? fit(line, situation) : null
    if (weight === null) continue
    if (!best || weight > best.weight || (weight === best.weight && line.id < best.line.id)) best = { line, weight }
  }
  return best?.line ?? null
}

/** How closely a line fits, or null when it does not. */
function fit({ when }: Strategy, { emotion, level, tier, scenes, risk, personas }: Situation): number | null {
  const conditions: [keyof typeof WEIGHT, boolean][] = [
    ['emotions', (when.emotions as string[]).includes(emotion)],
    ['levels', (when.levels as string[]).includes(level)],
    ['tiers', (when.tiers as string[]).includes(tier)],
    ['scenes', when.scenes.some((one) => scenes.includes(one))],
    ['risks', (when.risks as string[]).includes(risk)],
    ['personas', when.personas.some((one) => personas.includes(one))],
  ]
  let weight = 0
  for (const [name, holds] of conditions) {
    if (!when[name].length) continue
    if (!holds) return null
    weight += WEIGHT[name]
  }
  return weight
}

/** The matrix in force: the packs' lines, those changed here in their place, and those made here. */
export function mergeLines(packs: readonly Strategy[], changed: readonly Strategy[]): Strategy[] {
  const own = new Map(changed.map((line) => [line.id, line]))
  const merged = packs.map((line) => own.get(line.id) ?? line)
  const known = new Set(packs.map(({ id }) => id))
  return [...merged, ...changed.filter(({ id }) => !known.has(id))]
}

/** What of a wanted matrix differs from the packs; a pack's line that is missing is switched off. */
export function changedLines(packs: readonly Strategy[], wanted: readonly Strategy[]): Strategy[] {
  const of = new Map(packs.map((line) => [line.id, JSON.stringify(line)]))
  const left = new Set(wanted.map(({ id }) => id))
  return [
    ...wanted.filter((line) => of.get(line.id) !== JSON.stringify(line)),
    ...packs.filter(({ id, enabled }) => enabled && !left.has(id)).map((line) => ({ ...line, enabled: false })),
  ]
}
