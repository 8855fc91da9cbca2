import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const expectation = z
  .strictObject({
    /** How the turn ended, as `turn.decided` says: answered, asked, done, chatted, unresolved, handed-over, cancelled. */
    outcome: z.string(),
    /** A flow the turn walked through. */
    flow: z.string(),
    /** Exactly these actions were performed in this turn, in order. */
    actions: z.array(z.string()),
    /** Exactly these actions changed something in this turn, in order; reads do not count. */
    writes: z.array(z.string()),
    /** What the shop holds after this turn: path under its /api, and fields that must be so. */
    shop: z.record(z.string(), z.record(z.string(), z.unknown())),
    /** What the demo service of the pack holds after this turn: path under `/PACK`, and fields that must be so. */
    service: z.record(z.string(), z.record(z.string(), z.unknown())),
    /** Input of those actions, by name, as the business got it: reference ids only. */
    reference: z.record(z.string(), z.string()),
    /** Patterns that what is said must match, all of them. */
    says: z.array(z.string()),
    /** Patterns that must not appear. */
    never: z.array(z.string()),
    /** Kinds of parts that must be among the replies. */
    parts: z.array(z.string()),
    /** Article the answer came from. */
    article: z.string(),
    status: z.enum(['bot', 'queued', 'human', 'closed']),
    handOver: z.string(),
    /** A ticket of this type was opened in this turn. */
    ticket: z.string(),
  })
  .partial()

const turn = z
  .strictObject({
    say: z.string(),
    /** Sends a picture, along with what is said if anything. */
    photo: z.string(),
    /** The button in the widget that calls a person. */
    button: z.literal('hand-over'),
    /** Picks a choice by its value, or by part of its label. */
    pick: z.string(),
    form: z.strictObject({ id: z.string(), values: z.record(z.string(), z.string()) }),
    /** Opens the chat from a page. */
    open: z.strictObject({ orderId: z.string().optional(), productId: z.string().optional() }),
    /** Faults of the business system from here on. */
    outage: z.enum(['off', 'down', 'slow']),
    expect: expectation,
  })
  .partial()

export const scenario = z.strictObject({
  name: z.string(),
  /** Id of the cast, or `visitor`. */
  customer: z.string(),
  language: z.enum(['zh', 'en']).default('zh'),
  /** `call`: he calls from the chat and speaks; what is said is what he hears. Only `say` and `pick` by its key. */
  channel: z.enum(['chat', 'call']).default('chat'),
  turns: z.array(turn).min(1),
})
export type Scenario = z.output<typeof scenario> & { file: string }
export type Expectation = z.output<typeof expectation>

/** The scripted dialogues of a pack: one list of scenarios a file. Errors name file and scenario. */
export function readScenarios(pack: string): Scenario[] {
  const folder = join(import.meta.dirname, pack)
  return globSync('*.yaml', { cwd: folder })
    .sort()
    .flatMap((file) => {
      const list = z.array(z.unknown()).parse(parse(readFileSync(join(folder, file), 'utf8')))
      return list.map((item, n) => {
        const result = scenario.safeParse(item)
        if (!result.success) throw new Error(`${pack}/${file}, scenario ${n + 1}: ${z.prettifyError(result.error)}`)
        return { ...result.data, file }
      })
    })
}

/** Packs that have dialogues. */
export const packsWithDialogues = (): string[] =>
  globSync('*/', { cwd: import.meta.dirname })
    .map((name) => name.replace(/[\\/]$/, ''))
    .sort()
