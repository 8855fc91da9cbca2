import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Term } from '#understanding/contract.ts'
import { buildEntities } from '#understanding/entities.ts'

const terms: Term[] = [
  { term: '扫拖机器人', synonyms: ['扫地机', 'x10'], language: 'zh', productId: 'p-vacuum' },
  { term: '除湿机', synonyms: ['抽湿机'], language: 'zh', productId: 'p-dehumidifier' },
  { term: '电水壶', synonyms: ['水壶'], language: 'zh', productId: 'p-kettle' },
  { term: 'kettle', synonyms: ['electric kettle'], language: 'en', productId: 'p-kettle' },
  { term: '退款', synonyms: ['退钱'], language: 'zh' },
]
const find = buildEntities(terms)
/** Saturday noon in Shanghai. */
const now = new Date('2026-11-21T04:00:00Z')

/** Text → what is found, as "kind value"; several are separated by "; ", none is "". */
const CASES: [text: string, found: string][] = [
  // Numbers of orders, refunds and parcels
  ['HM10001002到哪里了', 'order HM10001002'],
  ['hm10001002 到了没', 'order HM10001002'],
  ['hm 1000 1003 帮我看看', 'order HM10001003'],
  ['HM-10001003', 'order HM10001003'],
  ['HM10001003', 'order HM10001003'],
  ['订单号10001003', 'order HM10001003'],
  ['订单号是:10001003,快点', 'order HM10001003'],
  ['order number 10001003 please', 'order HM10001003'],
  ['order #10001003', 'order HM10001003'],
  ['10001003', 'order HM10001003'],
  ['HM100010031', ''],
  ['AHM10001003', ''],
  ['HM10001001和HM10001002', 'order HM10001001; order HM10001002'],
  ['RF20004001进度', 'refund RF20004001'],
  ['rf 20004001', 'refund RF20004001'],
  ['退款单号20004001', 'refund RF20004001'],
  ['refund number 20004001', 'refund RF20004001'],
  ['运单号XH100010020014', 'tracking XH100010020014'],
  ['SF1234567890123到哪了', 'tracking SF1234567890123'],
  ['快递单号 7312345678901', 'tracking 7312345678901'],
  ['tracking number zl100060021234', 'tracking ZL100060021234'],
  // Contacts
  ['我的手机13800001111', 'phone 13800001111'],
  ['138 0000 1111', 'phone 13800001111'],
  ['+86 138-0000-1111', 'phone 13800001111'],
  ['13800001111', 'phone 13800001111'],
  ['座机021-61234567', 'phone 02161234567'],
  ['打400-800-1234', 'phone 4008001234'],
  ['138000011112', ''],
  ['发到 Wang.Li+1@Example.com 吧', 'email wang.li+1@example.com'],
  ['邮箱wang@example.com', 'email wang@example.com'],
  ['send it to emma@example.co.uk.', 'email emma@example.co.uk'],
  ['看 https://example.com/a?b=1', 'url https://example.com/a?b=1'],
  ['www.example.com/order', 'url www.example.com/order'],
  // Papers
  ['身份证11010519491231002X', 'id_card 11010519491231002X'],
  ['11010519491231002x', 'id_card 11010519491231002X'],
  ['110105194912310021', ''],
  ['卡号6222021234567890128', 'bank_card 6222021234567890128'],
  ['4111 1111 1111 1111', 'bank_card 4111111111111111'],
  ['4111 1111 1111 1112', ''],
  ['税号91310000MA1FL0000X', 'tax_number 91310000MA1FL0000X'],
  ['税号:91350100m000100y43', 'tax_number 91350100M000100Y43'],
  ['91350100M000100Y43', 'tax_number 91350100M000100Y43'],
  ['tax id 123456789012345', 'tax_number 123456789012345'],
  // Money
  ['¥35.5', 'amount 35.50'],
  ['¥1,234.50', 'amount 1234.50'],
  ['35块5', 'amount 35.50'],
  ['35元', 'amount 35.00'],
  ['三千五百块', 'amount 3500.00'],
  ['三千五块钱', 'amount 3500.00'],
  ['两百五十元', 'amount 250.00'],
  ['花了1.2万', 'amount 12000.00'],
  ['一万二千元', 'amount 12000.00'],
  ['200 yuan', 'amount 200.00'],
  ['rmb 99', 'amount 99.00'],
  ['一块儿发吧', ''],
  // Places in a list, quantities
  ['第二个', 'ordinal 2'],
  ['第3单', 'ordinal 3'],
  ['我要第一个', 'ordinal 1'],
  ['最后一个', 'ordinal -1'],
  ['倒数第二个', 'ordinal -2'],
  ['the first one', 'ordinal 1'],
  ['The second one please', 'ordinal 2'],
  ['the 3rd order', 'ordinal 3'],
  ['the last one', 'ordinal -1'],
  ['second', 'ordinal 2'],
  ['#2', 'ordinal 2'],
  ['option 3', 'ordinal 3'],
  ['the first time I used it', ''],
  ['买了3个', 'number 3'],
  ['两台', 'number 2'],
  ['十二件', 'number 12'],
  ['3', 'number 3'],
  ['2 pieces', 'number 2'],
  // Days
  ['今天', 'date 2026-11-21'],
  ['明天', 'date 2026-11-22'],
  ['后天', 'date 2026-11-23'],
  ['大后天', 'date 2026-11-24'],
  ['昨天买的', 'date 2026-11-20'],
  ['大前天', 'date 2026-11-18'],
  ['周三', 'date 2026-11-25'],
  ['周六', 'date 2026-11-21'],
  ['这周五', 'date 2026-11-20'],
  ['下周三', 'date 2026-11-25'],
  ['下下周一', 'date 2026-11-30'],
  ['上周五', 'date 2026-11-13'],
  ['下个星期天', 'date 2026-11-29'],
  ['礼拜二', 'date 2026-11-24'],
  ['3天前', 'date 2026-11-18'],
  ['两天后', 'date 2026-11-23'],
  ['一周前', 'date 2026-11-14'],
  ['一个月前', 'date 2026-10-21'],
  ['11月25日', 'date 2026-11-25'],
  ['十一月二十五号', 'date 2026-11-25'],
  ['1月5号', 'date 2027-01-05'],
  ['25号前能到吗', 'date 2026-11-25'],
  ['2026年12月1日', 'date 2026-12-01'],
  ['2026-12-01', 'date 2026-12-01'],
  ['2026/12/1', 'date 2026-12-01'],
  ['20261201', 'date 2026-12-01'],
  ['2026-02-30', ''],
  ['月底', 'date 2026-11-30'],
  ['下个月5号', 'date 2026-12-05'],
  ['tomorrow', 'date 2026-11-22'],
  ['the day after tomorrow', 'date 2026-11-23'],
  ['next Monday', 'date 2026-11-23'],
  ['on Friday', 'date 2026-11-27'],
  ['last Friday', 'date 2026-11-20'],
  ['Nov 25', 'date 2026-11-25'],
  ['25th of November', 'date 2026-11-25'],
  ['December 1st, 2026', 'date 2026-12-01'],
  ['3 days ago', 'date 2026-11-18'],
  ['in two weeks', 'date 2026-12-05'],
  // Spans of days
  ['上周', 'date_range 2026-11-09/2026-11-15'],
  ['这个周末', 'date_range 2026-11-21/2026-11-22'],
  ['上个月', 'date_range 2026-10-01/2026-10-31'],
  ['最近三天', 'date_range 2026-11-18/2026-11-21'],
  ['11月1日到11月5日', 'date_range 2026-11-01/2026-11-05'],
  ['last week', 'date_range 2026-11-09/2026-11-15'],
  ['the last 7 days', 'date_range 2026-11-14/2026-11-21'],
  // Times of day
  ['下午3点', 'time 15:00'],
  ['下午三点半', 'time 15:30'],
  ['上午十点一刻', 'time 10:15'],
  ['晚上八点', 'time 20:00'],
  ['中午12点', 'time 12:00'],
  ['15:30', 'time 15:30'],
  ['3pm', 'time 15:00'],
  ['12 am', 'time 00:00'],
  ["5 o'clock", 'time 05:00'],
  ['下周三上午', 'date 2026-11-25; time 09:00'],
  ['前天晚上', 'date 2026-11-19; time 19:00'],
  ['明天下午3点', 'date 2026-11-22; time 15:00'],
  ['tomorrow afternoon', 'date 2026-11-22; time 14:00'],
  ['next Monday at 3pm', 'date 2026-11-23; time 15:00'],
  ['晚上好', ''],
  ['25点', ''],
  // Fault codes, products, names
  ['显示E102', 'fault_code E102'],
  ['e 102怎么办', 'fault_code E102'],
  ['it shows E-101', 'fault_code E101'],
  ['故障代码201', 'fault_code E201'],
  ['型号AF5', ''],
  ['扫地机坏了', 'product p-vacuum'],
  ['抽濕機', 'product p-dehumidifier'],
  ['the kettles leak', 'product p-kettle'],
  ['my electric kettle', 'product p-kettle'],
  ['X10开不了机', 'product p-vacuum'],
  ['收件人王芳', 'person 王芳'],
  ['收货人换成李强 电话13900002222', 'person 李强; phone 13900002222'],
  ['我叫欧阳小明,你好', 'person 欧阳小明'],
  ['收件人改成我妈的名字', ''],
  ['叫个人来', ''],
  ['my name is Emma Clarke', 'person Emma Clarke'],
  ['recipient: Tom Li', 'person Tom Li'],
]

test('finds what the table says, in Chinese and English', () => {
  const wrong = CASES.flatMap(([text, expected]) => {
    const found = find(text, now)
      .map(({ kind, value }) => `${kind} ${value}`)
      .join('; ')
    return found === expected ? [] : [`${text}: ${found || '(nothing)'} instead of ${expected || '(nothing)'}`]
  })
  assert.deepEqual(wrong, [])
})

const ADDRESSES: [text: string, address: Record<string, string> | null][] = [
  [
    '上海市浦东新区世纪大道100号',
    { province: '上海市', city: '上海市', district: '浦东新区', detail: '世纪大道100号' },
  ],
  ['改到杭州市西湖区文三路90号吧', { province: '浙江省', city: '杭州市', district: '西湖区', detail: '文三路90号' }],
  ['浙江省杭州市滨江区江南大道1号', { province: '浙江省', city: '杭州市', district: '滨江区', detail: '江南大道1号' }],
  [
    '广东深圳南山区科技园南路8号3栋201室',
    { province: '广东省', city: '深圳市', district: '南山区', detail: '科技园南路8号3栋201室' },
  ],
  ['成都市武侯区', { province: '四川省', city: '成都市', district: '武侯区' }],
  ['寄到北京去吧', { province: '北京市', city: '北京市' }],
  ['快递一直停在杭州', null],
  ['从广州寄到这里要多久', null],
  ['文三路90号3幢', { detail: '文三路90号3幢' }],
  ['是8栋不是6栋', null],
  [
    '新疆伊犁哈萨克自治州伊宁市解放路2号',
    { province: '新疆维吾尔自治区', city: '伊犁哈萨克自治州', district: '伊宁市', detail: '解放路2号' },
  ],
  [
    '100 Century Avenue, Pudong, Shanghai',
    { province: '上海市', city: '上海市', district: 'Pudong', detail: '100 Century Avenue' },
  ],
  ['寄到上海浦东张江路500号', { province: '上海市', city: '上海市', district: '浦东新区', detail: '张江路500号' }],
  ['我在北京海淀', { province: '北京市', city: '北京市', district: '海淀区' }],
  [
    '改成苏州昆山花桥镇绿地大道100号',
    { province: '江苏省', city: '苏州市', district: '昆山市', detail: '花桥镇绿地大道100号' },
  ],
  ['深圳南山科技园', { province: '广东省', city: '深圳市', district: '南山区', detail: '科技园' }],
  [
    '收货地址：四川省成都市高新区天府大道1号',
    { province: '四川省', city: '成都市', district: '高新区', detail: '天府大道1号' },
  ],
  ['西藏拉萨城关区北京中路8号', { province: '西藏自治区', city: '拉萨市', district: '城关区', detail: '北京中路8号' }],
  [
    '内蒙古呼和浩特市赛罕区大学西街',
    { province: '内蒙古自治区', city: '呼和浩特市', district: '赛罕区', detail: '大学西街' },
  ],
  ['香港中环皇后大道1号', { province: '香港特别行政区', city: '香港特别行政区', detail: '中环皇后大道1号' }],
  ['訂單改寄北京市朝陽區建國路88號', { province: '北京市', city: '北京市', district: '朝阳区', detail: '建国路88号' }],
]

test('splits an address into province, city, district and detail', () => {
  for (const [text, expected] of ADDRESSES) {
    const found = find(text, now).find((entity) => entity.kind === 'address')
    assert.deepEqual(found ? JSON.parse(found.value) : null, expected, text)
  }
})

test('takes name, phone and address of one message apart', () => {
  const found = find('把HM10001003改到广州市天河区体育西路103号 王芳 13700003333', now)
  assert.deepEqual(
    found.map(({ kind, value }) => [kind, value]),
    [
      ['order', 'HM10001003'],
      ['address', JSON.stringify({ province: '广东省', city: '广州市', district: '天河区', detail: '体育西路103号' })],
      ['person', '王芳'],
      ['phone', '13700003333'],
    ],
  )
})

test('a day is the day in Shanghai, also when it is still yesterday in London', () => {
  assert.equal(find('今天', new Date('2026-11-20T16:30:00Z'))[0]?.value, '2026-11-21')
  assert.equal(find('明天', new Date('2026-12-31T15:59:00Z'))[0]?.value, '2027-01-01')
})

const pad = (n: number, width: number) => String(n).padStart(width, '0')
/** Formats and what they must be read back as. */
const FORMATS: [name: string, kind: string, make: fc.Arbitrary<[text: string, value: string]>][] = [
  [
    'order numbers',
    'order',
    fc
      .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom('HM', 'hm', 'Hm ', 'HM-'))
      .map(([n, lead]) => [`${lead}${pad(n, 8)}`, `HM${pad(n, 8)}`]),
  ],
  [
    'mobiles',
    'phone',
    fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
      .map(([a, b]) => [`1${a}${pad(b, 9)}`, `1${a}${pad(b, 9)}`]),
  ],
  [
    'amounts',
    'amount',
    fc.integer({ min: 1, max: 99_999_999 }).map((n) => [`¥${(n / 100).toFixed(2)}`, (n / 100).toFixed(2)]),
  ],
  [
    'ISO dates',
    'date',
    fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
      .map((d) => [d.toISOString().slice(0, 10), d.toISOString().slice(0, 10)]),
  ],
  [
    'times',
    'time',
    fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => [`${h}:${pad(m, 2)}`, `${pad(h, 2)}:${pad(m, 2)}`]),
  ],
]

for (const [name, kind, make] of FORMATS) {
  test(`${name} are read back as they were written, at their place in the original`, () => {
    fc.assert(
      fc.property(
        make,
        fc.constantFrom('', '您好,', '😀 ', '请问:'),
        fc.constantFrom('', ' 谢谢', '。'),
        ([text, value], before, after) => {
          const whole = before + text + after
          const found = find(whole, now).find((entity) => entity.kind === kind)
          assert.equal(found?.value, value, whole)
          assert.equal(whole.slice(found?.start, found?.end), found?.text)
          assert.ok(whole.indexOf(text) <= found!.start && found!.end <= whole.indexOf(text) + text.length)
        },
      ),
    )
  })
}
