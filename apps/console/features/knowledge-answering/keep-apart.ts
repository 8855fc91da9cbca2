import type { AnswerThresholds } from '../../../../src/knowledge/contract.ts'

const ANSWER_FROM = 0.2
const ANSWER_TO = 0.98
const ASK_FROM = 0.05
const APART = 0.01

/** The thresholds as far as the server takes them: the one that was moved stops at the other. */
export function keepApart(next: AnswerThresholds, before: AnswerThresholds): AnswerThresholds {
  const answer = round(Math.min(ANSWER_TO, Math.max(ANSWER_FROM, next.answer)))
  const askBack = round(Math.max(ASK_FROM, next.askBack))
  if (askBack < answer) return { answer, askBack }
  return next.answer === before.answer
    ? { answer, askBack: round(answer - APART) }
    : { answer: round(Math.max(ANSWER_FROM, before.askBack + APART)), askBack: before.askBack }
}

const round = (value: number): number => Math.round(value * 100) / 100
