// What an installation sets for the engine beside flows and wording.

/** A sentence that must be said with answers from articles of these categories; `text` null for other rules. */
export type FixedWording = { categories: string[]; text: { zh: string; en: string } | null }

/** From which confidence what is done (0…1), and how patient the bot is. */
export type Thresholds = {
  /** An intent starts its flow. */
  intent: number
  /** The same for single intents, where an operator has said so; it goes before what the flow says. */
  intents?: Readonly<Record<string, number>>
  /** Below `intent` but above this it may be asked back. */
  askBack: number
  /** Two intents closer than this are asked back. */
  margin: number
  /** Above this an intent is never doubted. */
  sure: number
  answer: number
  answerAskBack: number
  /** Unresolved turns in a row before a person takes over. */
  patience: number
}
