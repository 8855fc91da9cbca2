// The demo operator 云川通信: mobile lines, broadband, services and their rules.
import type { DemoService } from '../contract.ts'
import { broadbandOperations } from './broadband.ts'
import { lineOperations } from './lines.ts'
import { planOperations } from './plans.ts'
import { reportOperations } from './reports.ts'
import { roamingOperations } from './roaming.ts'
import { seed } from './seed.ts'
import { serviceOperations } from './value-added.ts'

export const service: DemoService = {
  id: 'telecom',
  title: '云川通信 Yunchuan Telecom: service API',
  refusals: {
    already_active: ['这项业务已经开通，不会重复收费', 'This service is already on, and you are not charged twice'],
    not_active: ['这项业务没有开通，不用退订', 'This service is not on, so there is nothing to cancel'],
    arrears: ['号码欠费停机，请先充值复机再办理', 'The line is stopped because money is owed. Please top up first'],
    line_lost: ['号码已挂失停机，请先补卡复机', 'The line is blocked as lost. Please replace the SIM card first'],
    already_lost: ['这个号码已经挂失，不用重复办理', 'This line has already been blocked as lost'],
    needs_second_yes: ['收费业务需要您二次确认后才能开通', 'A paid service needs your second confirmation'],
    same_plan: ['您现在用的就是这个套餐', 'This is the plan you already have'],
    change_waits: [
      '已有一个套餐变更在等待下月生效，不能再改',
      'A plan change is already waiting for next month, so another cannot be made',
    ],
    too_young: [
      '银龄安心套餐面向年满 60 周岁的机主，登记机主未满 60 周岁',
      'The Silver plan is for owners aged 60 and over, and the registered owner is younger',
    ],
    in_contract: [
      '号码在合约期内，到期前不能改为更低的套餐；改高套餐可以',
      'The line is under contract, so it cannot go to a cheaper plan before the end; a higher plan is fine',
    ],
    roaming_on: ['这个地区的漫游包已经开通', 'A roaming pack for this region is already on'],
    visit_exists: ['已经有一张报障单在处理，不用重复报障', 'A fault report is already open for this access'],
    day_full: ['最早可约明天，最晚可约 7 天内', 'A visit can be booked from tomorrow and within seven days'],
    hours: ['工程师上门时间是 8:00–20:00', 'Engineers come between 08:00 and 20:00'],
    already_reported: ['您今天已经举报过这个号码', 'You have already reported this number today'],
  },
  operations: [
    ...lineOperations,
    ...planOperations,
    ...serviceOperations,
    ...roamingOperations,
    ...broadbandOperations,
    ...reportOperations,
  ],
  seed,
}
