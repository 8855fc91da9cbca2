// The systems behind Yunxi City Services: cases, hall appointments, residence permits, insurance, provident fund.
import type { DemoService } from '../contract.ts'
import { accounts } from './accounts.ts'
import { appointments } from './appointments.ts'
import { cases } from './cases.ts'
import { residence } from './residence.ts'
import { seed } from './seed.ts'
import { subsidy } from './subsidy.ts'

export const service: DemoService = {
  id: 'government',
  title: '云溪市政务服务 Yunxi City Services: service API',
  refusals: {
    too_soon: [
      '预约要提前一天，最早可以约明天',
      'Appointments have to be made a day ahead, so tomorrow is the earliest',
    ],
    too_far: ['目前只开放未来 14 天的号源', 'Only the next 14 days are open for booking'],
    closed_day: [
      '这个大厅当天不开门：云东分中心周六、周日休息，滨湖便民中心周日休息，市政务服务中心每天开放',
      'This hall is closed on that day: Yundong is closed at weekends, Binhu on Sundays; the City Service Centre is open every day',
    ],
    closed_hour: ['可预约的时间是 9:00 至 16:30', 'Times from 9:00 to 16:30 can be booked'],
    slot_full: ['这个时段已经约满，请换一个时间', 'This time is fully booked; please choose another'],
    appointment_exists: [
      '您已有一个同类事项的预约，可以改期，不用重复预约',
      'You already have an appointment for this; it can be moved instead',
    ],
    suspended: [
      '30 天内有 3 次预约未到，线上预约暂停 30 天，这期间可以到大厅现场取号',
      'After three missed appointments within 30 days, online booking is paused for 30 days; you can still take a ticket at the hall',
    ],
    not_open: ['这个预约已经取消或过期', 'This appointment has been cancelled or is over'],
    changed_twice: [
      '每个预约最多改期 2 次，您可以取消后重新预约',
      'An appointment can be moved twice at most; you can cancel it and book again',
    ],
    same_open: [
      '您有一件同类诉求正在办理，新情况可以补充到原来那件里',
      'A matter of the same kind is still being handled; new facts can be added to it',
    ],
    residence_not_open: [
      '目前不符合居住证申领或签注的条件',
      'A residence permit cannot be applied for or endorsed at present',
    ],
    filing_open: ['您已经提交过同一项申请，正在办理', 'You have already filed this; it is being handled'],
    no_fund: ['没有查到您在本市的住房公积金账户', 'No housing provident fund account in this city was found for you'],
    tail_wrong: [
      '手机尾号与预留信息不一致，为保护您的资金安全，没有提交',
      'The digits do not match the phone on record, so nothing was submitted for your protection',
    ],
    withdrawal_open: [
      '您有一笔提取正在办理，办结后才能再申请',
      'A withdrawal is still being handled; please wait until it is completed',
    ],
    few_months: [
      '租房提取需要连续足额缴存满 3 个月',
      'A withdrawal for rent needs three consecutive months paid in full',
    ],
    owns_home: [
      '租房提取要求本人和配偶在本市没有自有住房，系统查到您名下有房',
      'A withdrawal for rent requires that you and your spouse own no home here, and a home is registered to you',
    ],
    rent_limit: ['租房提取每年最多 18,000 元', 'At most ¥18,000 a year can be withdrawn for rent'],
    over_balance: ['提取金额超过了账户余额', 'The amount is more than the balance of the account'],
    not_retired: [
      '还没有查到您的退休登记，离退休提取要在办理退休手续之后',
      'No retirement is on record; this can be withdrawn once you have retired',
    ],
    no_record: ['没有查到可以出具证明的记录', 'There is no record from which this certificate could be issued'],
    subsidy_not_open: ['目前不符合高龄津贴的申请条件', 'The subsidy cannot be applied for at present'],
  },
  operations: [...cases, ...appointments, ...residence, ...accounts, ...subsidy],
  seed,
}
