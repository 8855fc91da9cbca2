import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation } from '../contract.ts'
import { cents, monthsLater } from './days.ts'
import { Loan } from './shapes.ts'

const Payment = z.object({ at: z.string(), amount: z.number(), principal: z.number(), interest: z.number() })

export const loanOperations = [
  operation('listLoans', 'GET /customers/{customerId}/loans', {
    summary: 'Loans of a customer',
    answer: z.object({ loans: z.array(Loan) }),
    run: ({ store }, { params }) => ({ loans: store.listUnder<Loan>('loan', params.customerId!, 20) }),
  }),
  operation('getLoan', 'GET /loans/{loanId}', {
    summary: 'A loan with the next three payments',
    answer: Loan.extend({ plan: z.array(Payment) }),
    errors: ['not_found'],
    run({ store }, { params }) {
      const loan = store.get<Loan>('loan', params.loanId!)
      if (!loan) throw new ServiceError('not_found', params.loanId)
      return { ...loan, plan: planOf(loan) }
    },
  }),
]

/** Equal payments: each month the interest of what is left, and the rest pays off the sum. */
function planOf({ left, monthsLeft, rate, nextOn }: Loan) {
  const monthly = rate / 1200
  const amount = (left * monthly) / (1 - (1 + monthly) ** -monthsLeft)
  const leftAfter = (paid: number) => left * (1 + monthly) ** paid - (amount * ((1 + monthly) ** paid - 1)) / monthly
  return Array.from({ length: Math.min(3, monthsLeft) }, (_, index) => {
    const interest = leftAfter(index) * monthly
    return {
      at: monthsLater(nextOn, index),
      amount: cents(amount),
      principal: cents(amount - interest),
      interest: cents(interest),
    }
  })
}
