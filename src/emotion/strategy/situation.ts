import type { EmotionState } from '#emotion/contract.ts'
import type { Persona, Risk, Situation } from '#emotion/strategy/contract.ts'

type Known = {
  emotion: Pick<EmotionState, 'label' | 'level'>
  tier: string
  elderly: boolean
  scenes: readonly string[]
  risk?: Risk
  /** Speaks the language of the trade: fault codes, model numbers. */
  expert?: boolean
}

/** What is known of a customer, in the words of the matrix. */
export function situationOf({ emotion, tier, elderly, scenes, risk = 'none', expert = false }: Known): Situation {
  const personas: Persona[] = [...(elderly ? ['elderly' as const] : []), ...(expert ? ['expert' as const] : [])]
  return {
    ...{ emotion: emotion.label, level: emotion.level, tier, risk },
    scenes: [...scenes],
    personas: personas.length ? personas : ['regular'],
  }
}
