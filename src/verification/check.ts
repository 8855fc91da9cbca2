import { saidDigits } from '#customers/find-by-contact.ts'
import type { Tx } from '#platform/db/open.ts'
import {
  answerChallenge,
  type Challenge,
  isLocked,
  type Limits,
  type Verdict,
  type Watch,
} from '#verification/challenge.ts'
import { type Proof, RANKS, type Standing, type VerificationSettings, WORTH } from '#verification/contract.ts'
import type { By, VerificationDeps, Where } from '#verification/deps.ts'
import { limitsOf } from '#verification/limits.ts'
import {
  type ChallengeRow,
  openChallenge,
  putProof,
  readWatch,
  updateChallenge,
  writeWatch,
} from '#verification/queries.ts'
import { type KeptQuestion, normalAnswer } from '#verification/questions.ts'
import { readVerificationSettings } from '#verification/settings.ts'
import { at, subjectsOf, tell } from '#verification/tell.ts'
import type { SpokenDigits } from '#verification/voiceprint/ask-digits.ts'
import { compareVoice } from '#verification/voiceprint/voiceprints.ts'

type Secret = { hash: string } | SpokenDigits | { questions: KeptQuestion[]; asked: number }

/** Takes an answer to what was asked: a code, or the answer to a question. It is compared and kept nowhere. */
export async function check(
  deps: VerificationDeps,
  where: Where,
  { answer, by }: { answer: string; by: By },
): Promise<Standing> {
  const settings = await readVerificationSettings(deps.database.db)
  const voice = await voiceOf(deps, where, settings)
  if (voice?.said === 'more') return { ...at('question', { method: 'voiceprint', question: voice.question }) }
  const { result, proof } = await deps.database.transaction(async (tx) => {
    const row = await openChallenge(tx, where.id, true)
    if (!row) return { result: at(deps.proofs.of(where.id) ? 'proven' : 'expired'), proof: null }
    return judge(deps, tx, { where, row, answer, by, settings, same: voice?.said === 'same' })
  })
  const customer = proof && (await deps.find(proof.customerId))
  if (proof && customer) deps.proofs.put({ ...proof, customer })
  return result
}

/** `same`: the voice on the line is the customer's. */
type Case = {
  where: Where
  row: ChallengeRow
  answer: string
  by: By
  settings: VerificationSettings
  same: boolean
}
type Judged = { result: Standing; proof: Proof | null }

async function judge(deps: VerificationDeps, tx: Tx, one: Case): Promise<Judged> {
  const { where, row, by, settings } = one
  const now = deps.now().getTime()
  const secret = row.secret as Secret
  const right = isRight(deps, row, secret, one.answer) && (row.method !== 'voiceprint' || one.same)
  const shown = { method: row.method, hint: row.hint, question: askedNow(secret) }
  const more = right && 'questions' in secret && secret.asked + 1 < secret.questions.length
  if (more && row.expires_at.getTime() > now && !(await isAnyLocked(tx, row, now))) {
    const next = { ...secret, asked: secret.asked + 1 }
    await updateChallenge(tx, row.id, { secret: next })
    return { result: at('question', { ...shown, question: askedNow(next), left: settings.failures }), proof: null }
  }
  const { verdict, challenge, left } = await settle(tx, row, limitsOf(settings), { right, now })
  await updateChallenge(tx, row.id, { state: challenge.state, tries: challenge.tries })
  if (verdict === 'passed') {
    const proof = proofOf(where, row, settings, now)
    await putProof(tx, proof, row.id)
    await tell(tx, where, { what: 'passed', method: row.method, hint: row.hint, by })
    return { result: at('proven', shown), proof }
  }
  if (verdict === 'locked') {
    await tell(tx, where, { what: 'locked', method: row.method, hint: row.hint, by })
    return { result: at('locked', { ...shown, wait: settings.lockMinutes }), proof: null }
  }
  if (verdict === 'wrong') await tell(tx, where, { what: 'failed', method: row.method, hint: row.hint, by })
  return { result: at(verdict === 'wrong' ? 'wrong' : 'expired', { ...shown, left }), proof: null }
}

/** The sound is compared before anything is locked, since that takes a moment. Null: nothing is asked by voice. */
async function voiceOf(deps: VerificationDeps, where: Where, settings: VerificationSettings) {
  const row = await openChallenge(deps.database.db, where.id)
  if (row?.method !== 'voiceprint' || !row.customer_id) return null
  const about = { conversationId: where.id, customerId: row.customer_id, since: row.sent_at }
  const said = await compareVoice(deps.voice, { ...about, threshold: settings.voiceprintThreshold })
  return { said, question: askedNow(row.secret as Secret) }
}

async function isAnyLocked(tx: Tx, row: ChallengeRow, now: number): Promise<boolean> {
  for (const subject of subjectsOf(row.requester_id, row.customer_id))
    if (isLocked(await readWatch(tx, subject), now)) return true
  return false
}

const askedNow = (secret: Secret): Standing['question'] => {
  if ('zh' in secret) return { zh: secret.zh, en: secret.en }
  const question = 'questions' in secret ? secret.questions[secret.asked] : undefined
  return question ? { zh: question.zh, en: question.en } : null
}

function isRight({ secrets }: VerificationDeps, row: ChallengeRow, secret: Secret, answer: string): boolean {
  if ('hash' in secret) return secrets.fits(row.id, saidDigits(answer), secret.hash)
  const question = secret.questions[secret.asked]
  if (!question) return false
  const given = normalAnswer(question.kind, answer)
  return given !== '' && secrets.fits(`${row.id}:${secret.asked}`, given, question.hash)
}

/** The answer counts for him who gives it and for whom it is about; a customer is locked later than who tries to be him. */
async function settle(tx: Tx, row: ChallengeRow, limits: Limits, given: { right: boolean; now: number }) {
  const subjects = subjectsOf(row.requester_id, row.customer_id)
  const watches: Watch[] = []
  for (const subject of subjects) watches.push(await readWatch(tx, subject, true))
  const challenge: Challenge = {
    state: row.state,
    tries: row.tries,
    sentAt: row.sent_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  }
  if (watches.some((watch) => isLocked(watch, given.now))) return { verdict: 'locked' as Verdict, challenge, left: 0 }
  const results = watches.map((watch, n) => {
    const allowed = n === 0 ? limits : { ...limits, failures: limits.failures * 2 }
    return answerChallenge(challenge, watch, allowed, given)
  })
  for (const [n, subject] of subjects.entries()) {
    const { watch } = results[n]!
    if (watch !== watches[n]) await writeWatch(tx, subject, watch)
  }
  const locked = results.find(({ verdict }) => verdict === 'locked')
  const own = locked ?? results[0]!
  return { verdict: own.verdict, challenge: own.challenge, left: limits.failures - results[0]!.watch.failures }
}

function proofOf(where: Where, row: ChallengeRow, settings: VerificationSettings, now: number): Proof {
  return {
    conversationId: where.id,
    customerId: row.customer_id!,
    method: row.method,
    rank: RANKS[WORTH[row.method]],
    at: new Date(now).toISOString(),
    expiresAt: new Date(now + settings.proofMinutes * 60_000).toISOString(),
  }
}
