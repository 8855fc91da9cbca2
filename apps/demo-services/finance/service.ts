import type { DemoService } from '../contract.ts'
import { cardOperations } from './cards.ts'
import { limitOperations } from './limits.ts'
import { loanOperations } from './loans.ts'
import { repaymentOperations } from './repayments.ts'
import { seed } from './seed.ts'
import { transferOperations } from './transfers.ts'
import { wealthOperations } from './wealth.ts'

export const service: DemoService = {
  id: 'finance',
  title: '云山银行 Yunshan Bank: service API',
  refusals: {
    already_lost: ['这张卡已经挂失，不能再用于交易', 'This card has already been reported lost and cannot be used'],
    not_inactive: ['这张卡不在待激活状态', 'This card is not waiting to be activated'],
    activation_expired: [
      '这张卡超过 180 天没有激活，已经失效，需要重新申请',
      'This card was not activated within 180 days and has lapsed; please apply for a new one',
    ],
    not_credit: ['这是储蓄卡，没有信用额度和账单', 'This is a savings card, which has no credit limit or bill'],
    nothing_due: ['本期账单已经还清，不用再还', 'The bill is paid in full, so nothing is due'],
    more_than_due: ['还款金额超过了本期应还金额', 'That is more than is owed on this bill'],
    no_account: ['您名下没有可用的储蓄卡', 'You have no savings card that can be used'],
    insufficient: ['储蓄卡余额不足，请存够后再办', 'There is not enough money in your savings card'],
    overdue: ['这张卡的账单已逾期，还清后才能办理', 'The bill of this card is overdue and must be paid first'],
    has_instalment: ['本期账单已经办理过分期，不能再次分期', 'This bill is already being paid by instalments'],
    has_request: ['分期还款申请已经在审批中', 'An application to repay in instalments is being decided already'],
    too_small: ['本期应还满 500 元才能分期', 'At least ¥500 must be owed for instalments'],
    not_active: ['这张卡还没有激活或已挂失，不能办理', 'This card is not active'],
    too_new: ['用卡满 6 个月才能申请临时额度', 'A temporary limit needs six months with the card'],
    has_limit: ['这张卡已经有一笔临时额度在用', 'This card already has a temporary limit'],
    not_higher: ['目标额度要高于现在的额度', 'The new limit must be above the present one'],
    over_most: ['超过了可申请的最高临时额度', 'That is above the highest temporary limit'],
    needs_person: [
      '为保护您的资金，这笔业务需要专人核实后办理',
      'To protect your money, a person must check this first',
    ],
    needs_second_yes: ['这笔业务需要您再确认一次', 'This needs a second confirmation'],
    not_assessed: [
      '您还没有做过风险承受能力评估，请先在 App“理财—风险评估”完成',
      'You have no risk assessment yet; please take it in the app first',
    ],
    assessment_old: [
      '您的风险承受能力评估已满一年，请先在 App 重新评估',
      'Your risk assessment is more than a year old; please take it again in the app',
    ],
    too_risky: [
      '这款产品的风险高于您的风险承受能力，不能向您销售',
      'This product is riskier than your risk level allows, so it cannot be sold to you',
    ],
    below_least: ['低于起购金额', 'That is below the least amount'],
  },
  operations: [
    ...cardOperations,
    ...repaymentOperations,
    ...limitOperations,
    ...transferOperations,
    ...loanOperations,
    ...wealthOperations,
  ],
  seed,
}
