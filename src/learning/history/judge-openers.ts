import { setImmediate as breath } from 'node:timers/promises'
import type { Opener } from '#learning/history/openers.ts'
import type { NewQuestion } from '#learning/history/queries.ts'
import { newId } from '#platform/id.ts'

/** What the engine makes of a question today: its best intent, and the article it would answer with. */
export type Judge = (
  text: string,
  language: 'zh' | 'en',
) => { intent: string | null; confidence: number; articleId: string | null }

/** At least this sure that an intent is meant. */
const SURE = 0.65
const UNSURE = 0.49
/** Milliseconds in one go, so that customers are answered in between. */
const SLICE = 8

/** Sorts what customers asked by what the engine knows of it, so that a person sees first what is missing. */
export async function judgeOpeners(openers: Opener[], judge: Judge): Promise<NewQuestion[]> {
  const questions: NewQuestion[] = []
  let since = performance.now()
  for (const opener of openers) {
    const { intent, confidence, articleId } = judge(opener.text, opener.language)
    const known = confidence >= SURE ? 'intent' : articleId ? 'article' : confidence >= UNSURE ? 'unclear' : 'unknown'
    questions.push({ id: newId(), ...opener, intent, confidence, articleId, known })
    if (performance.now() - since < SLICE) continue
    await breath()
    since = performance.now()
  }
  return questions
}
