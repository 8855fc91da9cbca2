import { orderList } from '#business/shapes.ts'
import type { Customer } from '#customers/contract.ts'
import { saidDigits } from '#customers/find-by-contact.ts'
import { newId } from '#platform/id.ts'
import { NUMERAL, readNumber } from '#understanding/entities/chinese-number.ts'
import type { VerificationDeps } from '#verification/deps.ts'

type Kind = 'digits' | 'amount' | 'day'
/** A question whose answer only the customer should know. `answer` is in the form that `normalAnswer` gives. */
export type Question = { kind: Kind; zh: string; en: string; answer: string }
/** As it is kept while it is being asked. */
export type KeptQuestion = Omit<Question, 'answer'> & { hash: string }

/** Fewer would be luck. */
export const ASKED = 2
/** In the shop's own time. */
const SHOP_OFFSET_MS = 8 * 3600_000

/**
 * Questions from what the house and the business know of a customer; none whose answer was said or shown in the
 * conversation, or can be told from how he came. Null when there are too few.
 */
export async function makeQuestions(
  { perform }: Pick<VerificationDeps, 'perform'>,
  customer: Customer,
  from: { heard: string; given: string; channel: string },
): Promise<Question[] | null> {
  const outcome = await perform({
    ...{ action: 'orders.list', input: {}, customerId: customer.id, conversationId: null },
    ...{ actor: 'system', idempotencyKey: newId() },
  })
  const orders = orderList.safeParse(outcome.ok ? outcome.data : null).data?.orders ?? []
  const [latest] = orders.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt))
  return chooseQuestions(customer, latest ?? null, from)
}

type Latest = { amount: number; placedAt: string }

/** Pure: which of the possible questions are asked. */
export function chooseQuestions(
  customer: Pick<Customer, 'attributes'>,
  latest: Latest | null,
  { heard, given, channel }: { heard: string; given: string; channel: string },
): Question[] | null {
  const phone = customer.attributes.phone?.replace(/\D/g, '') ?? ''
  const questions: Question[] = []
  if (latest) {
    const amount = String(Math.round(latest.amount))
    const [, month, day] = new Date(Date.parse(latest.placedAt) + SHOP_OFFSET_MS).toISOString().slice(0, 10).split('-')
    questions.push(
      {
        ...{ kind: 'amount', answer: amount },
        zh: '请问您最近一笔订单的金额是多少元？说整数就可以。',
        en: 'What was the amount of your latest order in yuan? A whole number will do.',
      },
      {
        ...{ kind: 'day', answer: `${month}${day}` },
        zh: '请问您最近一笔订单是几月几日下的？',
        en: 'On which month and day did you place your latest order? For instance 3/15.',
      },
    )
  }
  // A caller's own number is on his display, and may be forged.
  if (phone.length >= 7 && channel !== 'phone' && !given.includes(phone))
    questions.unshift({
      ...{ kind: 'digits', answer: phone.slice(-4) },
      zh: '请问您在我们这里留的手机号，最后四位是什么？',
      en: 'What are the last four digits of the mobile number you left with us?',
    })
  const secret = questions.filter((question) => !wasSaid(question, heard))
  return secret.length >= ASKED ? secret.slice(0, ASKED) : null
}

/** Said in whatever form: the digits in a row, the amount with its comma, the day as people write it. */
function wasSaid({ kind, answer }: Question, heard: string): boolean {
  const plain = heard.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, '')
  if (kind !== 'day') return plain.includes(answer)
  const [month, day] = [Number(answer.slice(0, 2)), Number(answer.slice(2))]
  return new RegExp(`(?<!\\d)0?${month}\\s*[月/.-]\\s*0?${day}(?!\\d)`).test(plain)
}

/** An answer however it is written or said, in the one form that is compared; empty when there is none. */
export function normalAnswer(kind: Kind, text: string): string {
  const plain = text.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, '')
  if (kind === 'digits') return saidDigits(plain).slice(-4)
  const numbers = (plain.match(new RegExp(`\\d+(?:\\.\\d+)?|[${NUMERAL}幺]+`, 'gu')) ?? []).flatMap(
    (found) => readNumber(found) ?? [],
  )
  if (kind === 'amount') return numbers.length ? String(Math.round(numbers[0]!)) : ''
  const [month, day] = numbers.length >= 2 ? numbers.slice(-2) : [0, 0]
  return month && day ? `${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}` : ''
}
