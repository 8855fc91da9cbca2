import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  maskAddress,
  maskBankCard,
  maskEmail,
  maskIdCard,
  maskName,
  maskPhone,
  maskText,
  openMasker,
} from '#governance/mask.ts'

test('single values keep just enough to be recognised', () => {
  const table: [string, string][] = [
    [maskPhone('13812345678'), '138****5678'],
    [maskPhone('+86 138-1234-5678'), '138****5678'],
    [maskPhone('0571-8660 1234'), '****1234'],
    [maskPhone('12'), '****'],
    [maskIdCard('11010519491231002X'), '110***********002X'],
    [maskIdCard('123'), '***'],
    [maskBankCard('6222021001112233'), '6222 **** **** 2233'],
    [maskBankCard('6222 0210 0111 2233 445'), '6222 **** **** 3445'],
    [maskEmail('lin.wanqing@example.com'), 'l***@example.com'],
    [maskEmail('no address'), '***'],
    [maskName('林婉清'), '林**'],
    [maskName('赵敏'), '赵*'],
    [maskName('欧阳娜娜'), '欧阳**'],
    [maskName('Emma Clarke'), 'E*** C***'],
    [maskName('王'), '王*'],
    [maskAddress('上海市徐汇区衡山路 88 弄 6 号 1202 室'), '上海市徐汇区****'],
    [maskAddress('四川省成都市青羊区草堂路 15 号'), '四川省成都市青羊区****'],
    [maskAddress('18 Baker Street'), '****'],
  ]
  for (const [masked, expected] of table) assert.equal(masked, expected)
})

test('personal data in free text becomes a placeholder where it stands', () => {
  const table: [string, string][] = [
    ['我的电话是13812345678,请联系', '我的电话是⟦PHONE_1⟧,请联系'],
    ['电话 138 1234 5678。', '电话 ⟦PHONE_1⟧。'],
    ['打 +86-13812345678', '打 ⟦PHONE_1⟧'],
    ['１３８１２３４５６７８', '⟦PHONE_1⟧'],
    ['座机0571-86601234或400-800-1234', '座机⟦PHONE_1⟧或⟦PHONE_2⟧'],
    ['身份证11010519491231002X', '身份证⟦IDCARD_1⟧'],
    ['卡号 4111 1111 1111 1111 退款', '卡号 ⟦CARD_1⟧ 退款'],
    ['发到lin.w@example.com吧', '发到⟦EMAIL_1⟧吧'],
    ['收件人:林婉清,电话13800010001', '收件人:⟦NAME_1⟧,电话⟦PHONE_1⟧'],
    ['我叫周德福。', '我叫⟦NAME_1⟧。'],
    ['联系人周德福,本人林婉清', '联系人⟦NAME_1⟧,本人⟦NAME_2⟧'],
    ['姓名 储小明', '姓名 ⟦NAME_1⟧'],
    ['My name is Emma Clarke and', 'My name is ⟦NAME_1⟧ and'],
    ['订单HM10001001和hm10001002,退款RF20004001', '订单⟦ORDER_1⟧和⟦ORDER_2⟧,退款⟦REFUND_1⟧'],
    ['快递单号 SF1234567890123', '快递单号 ⟦TRACKING_1⟧'],
    ['HM13812345678', '⟦ORDER_1⟧'],
    ['车牌沪A12345', '车牌⟦PLATE_1⟧'],
    ['送到幸福小区3号楼2单元501', '⟦ADDRESS_1⟧'],
    ['I live at 18 Baker Street', 'I live at ⟦ADDRESS_1⟧'],
    ['13812345678 和 13812345678', '⟦PHONE_1⟧ 和 ⟦PHONE_1⟧'],
    ['⟦PHONE_1⟧', '⟦MARK_1⟧PHONE_1⟦MARK_2⟧'],
  ]
  for (const [text, expected] of table) assert.equal(maskText(text).masked, expected)
  assert.ok(!maskText('寄到上海市徐汇区衡山路88弄6号1202室').masked.includes('衡山路'))
  assert.equal(maskText('林婉清的快递，婉清收', ['林婉清', '婉清']).masked, '⟦NAME_1⟧的快递，⟦NAME_2⟧收')
  assert.deepEqual(maskText('13812345678, 13912345678, a@b.cn').found, { PHONE: 2, EMAIL: 1 })
})

test('ordinary words and figures stay as they are', () => {
  for (const text of [
    '一共 1299.00 元,2026-03-01 下单',
    '我叫了外卖',
    '走在路上',
    'E102',
    'X10 扫地机',
    '7 天无理由',
    '保修 24 个月',
    '请联系人工客服。',
    '带旧证,本人到场即可',
    '本人身份证和本人储蓄卡',
  ])
    assert.equal(maskText(text).masked, text)
})

const values = [
  '13812345678',
  '+86 139-1234-5678',
  '11010519491231002X',
  '4111111111111111',
  'a.b@example.com',
  'HM10001001',
  'RF20004001',
  'SF1234567890123',
  '沪A12345',
  '衡山路88号',
  '林婉清',
  'Emma Clarke',
  '123456789',
]
const names = ['林婉清', 'Emma Clarke']
const pieces = fc.array(
  fc.oneof(fc.constantFrom(...values, '⟦PHONE_1⟧'), fc.string({ maxLength: 8, unit: 'binary' })),
  {
    maxLength: 12,
  },
)

test('restoring what was masked gives the very text, whatever it was', () => {
  const any = fc.oneof(
    pieces.map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  fc.assert(
    fc.property(any, (text) => {
      const { masked, restore } = maskText(text, names)
      assert.equal(restore(masked), text)
    }),
  )
})

test('nothing personal that stands apart remains in the masked text', () => {
  const words = fc.constantFrom('好的', '您好，请问', 'please check', '7 天', 'E102', '1299 元')
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...values), words), { maxLength: 12 }), (some) => {
      const { masked } = maskText(some.join(' ， '), names)
      for (const value of some.filter((one) => values.includes(one))) assert.ok(!masked.includes(value), masked)
    }),
  )
})

test('a placeholder that was not given out is told apart and stays', () => {
  const masker = openMasker()
  const masked = masker.mask('13812345678')
  assert.ok(masker.knows(`打 ${masked}`))
  assert.ok(!masker.knows('打 ⟦PHONE_2⟧'))
  assert.equal(masker.restore('⟦PHONE_2⟧'), '⟦PHONE_2⟧')
})

test('any long text is masked in linear time', () => {
  for (const unit of ['路', '1', '1 ', 'a.', '收件人', '一', '省市区路1号', '⟦', 'A1']) {
    const started = performance.now()
    maskText(unit.repeat(20_000))
    assert.ok(performance.now() - started < 1500, unit)
  }
})
