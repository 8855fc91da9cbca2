import { z } from 'zod'
import type { EventDefinitions, NewEvent } from '#platform/ledger/contract.ts'

/** `manual`: agents pull. `offer`: meant for one, who takes it in time or it goes on. `auto`: put into his hands. */
const assignmentMode = z.enum(['manual', 'offer', 'auto'])

/** Points by what they are for. */
const parts = z.record(z.string(), z.number())
const EXCLUSIONS = [
  'absent',
  'away',
  'full',
  'channel',
  'skill',
  'language',
  'team',
  'passed',
  'waits-for-dedicated',
] as const
const candidateScore = z.object({
  userId: z.string(),
  name: z.string(),
  /** Null for who could not be asked; `excluded` says why. */
  score: z.number().nullable(),
  parts,
  excluded: z.enum(EXCLUSIONS).nullable(),
})

const openers = (event: NewEvent) => [`conversation:${event.conversationId}` as const]
const team = () => ['team' as const]

export const routingEvents = {
  /** To whom a conversation went, and how everybody scored. `userId` null: nobody could take it. */
  'conversation.routed': {
    payload: z.object({
      queueId: z.string().nullable(),
      userId: z.string().nullable(),
      mode: assignmentMode,
      policyVersion: z.number().int(),
      urgency: z.object({ score: z.number(), parts, urgent: z.boolean() }),
      waitedSeconds: z.number(),
      candidates: z.array(candidateScore).max(60),
      why: z.enum(['dedicated', 'last-agent', 'best-fit', 'overflow', 'only-one']),
    }),
    topics: openers,
  },
  /** Nobody answered for longer than the queue allows, or what was offered was not taken. */
  'wait.exceeded': {
    payload: z.object({
      queueId: z.string().nullable(),
      waitedSeconds: z.number(),
      what: z.enum(['unanswered', 'overflow', 'offer-lapsed']),
      userId: z.string().nullable(),
    }),
    topics: team,
  },
  'routing.changed': {
    payload: z.object({ what: z.enum(['queue', 'policy', 'agent', 'peak']), id: z.string() }),
    topics: team,
  },
} satisfies EventDefinitions
