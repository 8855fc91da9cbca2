import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskAddress, maskBankCard, maskEmail, maskIdCard, maskName, maskPhone, maskText } from '#governance/mask.ts'

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

test('personal data in free text is masked where it stands', () => {
  const table: [string, string][] = [
    ['我的电话是13812345678,请联系', '我的电话是138****5678,请联系'],
    ['电话 138 1234 5678。', '电话 138****5678。'],
    ['打 +86-13812345678', '打 138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['座机0571-86601234', '座机****1234'],
    ['身份证11010519491231002X', '身份证110***********002X'],
    ['卡号 4111 1111 1111 1111 退款', '卡号 4111 **** **** 1111 退款'],
    ['发到lin.w@example.com吧', '发到l***@example.com吧'],
    ['收件人:林婉清,电话13800010001', '收件人:林**,电话138****0001'],
    ['我叫周德福。', '我叫周**。'],
    ['My name is Emma Clarke and', 'My name is E*** C*** and'],
    ['my name is Emma Clarke.', 'my name is E*** C***.'],
    ['寄到上海市徐汇区衡山路88弄6号1202室', '寄到上海市徐汇区****'],
  ]
  for (const [text, expected] of table) assert.equal(maskText(text), expected)
})

test('business numbers and ordinary words stay as they are', () => {
  for (const text of [
    '订单HM10001001什么时候到',
    'HM13812345678',
    '退款单 RF20004001',
    '快递单号 SF1234567890123',
    '身份证 110105194912310021',
    '卡号 4111 1111 1111 1112',
    '一共 1299.00 元,2026-03-01 下单',
    '我叫了外卖',
    '走在路上',
    'E102',
  ]) {
    assert.equal(maskText(text), text)
  }
})

test('masking twice changes nothing', () => {
  const piece = fc.constantFrom(
    '13812345678',
    '11010519491231002X',
    '4111111111111111',
    'a.b@example.com',
    '收件人:林婉清',
    '衡山路88号',
    '好的',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 8 }), (pieces) => {
      const once = maskText(pieces.join(', '))
      assert.equal(maskText(once), once)
    }),
  )
})

test('any long text is masked in linear time', () => {
  for (const unit of ['路', '1', '1 ', 'a.', '收件人', '一', '省市区路1号']) {
    const started = performance.now()
    maskText(unit.repeat(20_000))
    assert.ok(performance.now() - started < 1500, unit)
  }
})
