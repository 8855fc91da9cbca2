import type { HandOver } from '#conversations/contract.ts'
import type { ChooseStrategy } from '#emotion/strategy/contract.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Language } from '#understanding/contract.ts'
import type { Need } from '#verification/contract.ts'

/** What the engine may look at; everything is data or a pure function of data. */
export type TurnWorld = {
  now: Date
  customer: { id: string; name: string; tier: string; verified: boolean; elderly: boolean; language: Language }
  /** He speaks: what has to be seen or shown must reach him some other way. */
  call?: boolean
  /** `products`: what the conversation is about, where the query names none. */
  search: (query: string, language: Language, products?: string[]) => SearchHit[]
  /** The matrix of service strategies; without it the engine has only its own manners. */
  strategy?: ChooseStrategy
  /** Answers can be composed by a language model now. */
  composes?: boolean
  /** Nobody is there for who asks for a person now: when somebody is. Null or absent when somebody can be asked. */
  afterHours?: (asking: Pick<HandOver, 'reason' | 'skill' | 'priority'>) => { opensAt: string | null } | null
  /** What is proven of who is speaking, whether more can be, and what business asks for; absent where nothing is verified. */
  verification?: { rank: number; available: boolean; needs: (action: string, amount: number | null) => Need }
  /** Deterministic id for calls, made of conversation and turn. */
  callId: (n: number) => string
}
