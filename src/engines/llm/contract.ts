import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** What the language model is asked for. Each can be switched off and has a time limit of its own. */
export const llmUse = z.enum(['answers', 'rewrite', 'summary', 'drafts', 'translate'])
export type LlmUse = z.infer<typeof llmUse>

/** Why there is no answer. None of them is a fault of the caller, who goes on without. */
export const llmFailure = z.enum(['off', 'budget', 'timeout', 'down', 'rate-limited', 'refused', 'bad-answer'])
export type LlmFailure = z.infer<typeof llmFailure>

export type LlmToolCall = { id: string; name: string; input: Record<string, unknown> }
export type LlmMessage =
  | { role: 'user'; text: string }
  | { role: 'assistant'; text: string; calls: LlmToolCall[] }
  | { role: 'tool'; call: LlmToolCall; result: string }

/** `name` fits `[a-zA-Z0-9_-]{1,64}`; `parameters` is a JSON schema of an object. */
export type LlmTool = { name: string; description: string; parameters: Record<string, unknown> }

export type LlmRequest = {
  use: LlmUse
  system: string
  messages: LlmMessage[]
  tools?: LlmTool[]
  /** Longest answer, in tokens. */
  maxTokens: number
  /** Ends the request earlier than the time limit of its use would. */
  signal?: AbortSignal
}

export type LlmUsage = { input: number; output: number }
export type LlmAnswer = { text: string; calls: LlmToolCall[]; usage: LlmUsage }
export type LlmResult<T> = { ok: true; value: T } | { ok: false; why: LlmFailure }

/** The language model, or its absence. Nothing here throws, and nothing takes longer than its time limit. */
export type Llm = {
  /** Whether asking makes sense now: configured, switched on, within the budget, not failing. */
  ready(use: LlmUse): boolean
  /** Milliseconds a use may take. */
  limit(use: LlmUse): number
  generate(request: LlmRequest): Promise<LlmResult<LlmAnswer>>
  /** Structured answer: JSON that fits the schema, else `bad-answer`. */
  object<T>(request: Omit<LlmRequest, 'tools'>, schema: z.ZodType<T>): Promise<LlmResult<T>>
}

/** Settings stored before there was `translate` lack it. */
export const llmSettings = z.strictObject({
  on: z.strictObject({
    answers: z.boolean(),
    rewrite: z.boolean(),
    summary: z.boolean(),
    drafts: z.boolean(),
    translate: z.boolean().default(true),
  }),
  /** Milliseconds. The customer waits for `answers` and `rewrite` together, at most 2.7 seconds. */
  limits: z.strictObject({
    answers: z.number().int().min(200).max(2700),
    rewrite: z.number().int().min(200).max(2000),
    summary: z.number().int().min(200).max(30_000),
    drafts: z.number().int().min(200).max(60_000),
    translate: z.number().int().min(200).max(30_000).default(8000),
  }),
  /** Tokens a day of all uses together; 0 stops everything. */
  dailyTokens: z.number().int().min(0).max(1_000_000_000),
  /** Name of the model; empty takes the one of the environment. */
  model: z.string().trim().max(200),
})
export type LlmSettings = z.infer<typeof llmSettings>

/** Answer of `GET /api/llm`. The key is never part of it. */
export const llmStatus = z.object({
  configured: z.boolean(),
  /** Host of the endpoint, empty when there is none. */
  host: z.string(),
  model: z.string(),
  settings: llmSettings,
  state: z.enum(['off', 'working', 'paused', 'budget-spent']),
  triesAgainAt: z.string().nullable(),
  lastFailure: z.object({ at: z.string(), why: llmFailure }).nullable(),
  today: z.object({
    calls: z.number().int(),
    cached: z.number().int(),
    failed: z.number().int(),
    inputTokens: z.number().int(),
    outputTokens: z.number().int(),
  }),
  days: z.array(z.object({ day: z.string(), calls: z.number().int(), tokens: z.number().int() })),
})
export type LlmStatus = z.infer<typeof llmStatus>

/** Answer of `POST /api/llm/test`: how long the first words and the whole answer took. */
export const llmProbe = z.object({
  ok: z.boolean(),
  why: llmFailure.nullable(),
  firstMs: z.number().nullable(),
  totalMs: z.number(),
  models: z.array(z.string()),
})
export type LlmProbe = z.infer<typeof llmProbe>

/** Answer of `GET /api/llm/uses`: what people at work are offered help with, and whether it helps now. */
const useState = z.enum(['off', 'ready', 'paused', 'budget-spent'])
export const llmUses = z.object({ summary: useState, drafts: useState, translate: useState })
export type LlmUses = z.infer<typeof llmUses>

export const llmEvents = {
  'llm.changed': { payload: z.object({ settings: llmSettings }), topics: () => [] },
} satisfies EventDefinitions
