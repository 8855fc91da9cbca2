import type { Thresholds } from '#dialogue/rules.ts'

/** What peak time moves: the score an answer needs, and how often in a row nothing may be made of what is said. */
export type Movable = Pick<Thresholds, 'answer' | 'answerAskBack' | 'patience'>

/** However far it is moved: what is offered as a choice is not given as the answer, and a person stays in reach. */
const SUREST = 0.95
const LEAST_PATIENCE = 1
const MOST_PATIENCE = 6

/** The thresholds moved by so much, within limits; as they are where nothing is moved. */
export function shiftThresholds(usual: Movable, shift: Pick<Movable, 'answer' | 'patience'> | null): Movable {
  if (!shift) return usual
  const answer = Math.round((usual.answer + shift.answer) * 1000) / 1000
  return {
    answer: Math.max(usual.answerAskBack, Math.min(Math.max(SUREST, usual.answer), answer)),
    answerAskBack: usual.answerAskBack,
    patience: Math.max(LEAST_PATIENCE, Math.min(MOST_PATIENCE, usual.patience + shift.patience)),
  }
}
