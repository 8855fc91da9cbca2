import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildEntities } from '#understanding/entities.ts'

const find = buildEntities([
  { term: '扫拖机器人', synonyms: ['扫地机', 'x10'], language: 'zh', productId: 'p-vacuum' },
  { term: '除湿机', synonyms: ['抽湿机', 'd12'], language: 'zh', productId: 'p-dehumidifier' },
  { term: 'kettle', synonyms: ['electric kettle', 'k1'], language: 'en', productId: 'p-kettle' },
])
/** Saturday noon in Shanghai. */
const now = new Date('2026-11-21T04:00:00Z')

/** `text → what is found` as "kind value"; several are separated by "; ". */
const TABLE = `
# Plates
我的车京A12345 → plate 京A12345
沪B·D1234 → plate 沪BD1234
车牌粤B12345D → plate 粤B12345D
京AD12345 → plate 京AD12345
苏e 88888 → plate 苏E88888
浙AF00001 → plate 浙AF00001
川A1234学 → plate 川A1234学
车牌号是鲁B8K321 → plate 鲁B8K321
京东12345 →
新A款 →
# Flights and trains
CA1234改签 → flight CA1234
MU5101几点起飞 → flight MU5101
ca 981 延误了吗 → flight CA981
3U8888 → flight 3U8888
flight CZ3101 was cancelled → flight CZ3101
my flight is HU7604 → flight HU7604
G102次 → train G102
G1234晚点了吗 → train G1234
车次K528 → train K528
D3次列车 → train D3
高铁G7 → train G7
train G1 → train G1
Z19次还有票吗 → train Z19
d12不吸湿 → product p-dehumidifier
# Percentages
打了15%的折 → percent 15
百分之二十 → percent 20
百分之5.5 → percent 5.5
手续费0.5% → percent 0.5
10 percent off → percent 10
100% → percent 100
# Durations
等了三天 → duration P3D
三天了还没到 → duration P3D
两个小时 → duration PT2H
2小时 → duration PT2H
一个半小时 → duration PT90M
两个半小时 → duration PT150M
45分钟 → duration PT45M
一刻钟 → duration PT15M
半个小时 → duration PT30M
半年 → duration P6M
三个月 → duration P3M
用了两年 → duration P2Y
三年半 → duration P42M
两周 → duration P2W
两个星期 → duration P2W
3个工作日 → duration P3D
五个工作日内 → duration P5D
30秒 → duration PT30S
waited 3 days → duration P3D
for two weeks → duration P2W
45 minutes → duration PT45M
an hour → duration PT1H
half an hour → duration PT30M
5 business days → duration P5D
within 24 hours → duration PT24H
a couple of days → duration P2D
used it for 2 years → duration P2Y
a 90-minute call → duration PT90M
三年级 →
# Amounts
两块五 → amount 2.50
三块钱 → amount 3.00
十块零五毛 → amount 10.00
9块9包邮 → amount 9.90
一百二十块 → amount 120.00
一千零五十元 → amount 1050.00
一万元 → amount 10000.00
1.5万元 → amount 15000.00
两千三 元 → amount 2300.00
3k块 → amount 3000.00
2w元 → amount 20000.00
￥88 → amount 88.00
¥ 1,299.00 → amount 1299.00
RMB 500 → amount 500.00
cny 12.5 → amount 12.50
500 RMB → amount 500.00
99.9元 → amount 99.90
五毛 → 
退我五十块钱 → amount 50.00
余额还有三百二十一块 → amount 321.00
$20 → amount 20.00 USD
$1,299.99 → amount 1299.99 USD
20 bucks → amount 20.00 USD
15 dollars → amount 15.00 USD
US$300 → amount 300.00 USD
HK$88 → amount 88.00 HKD
€30 → amount 30.00 EUR
30 euros → amount 30.00 EUR
£9.99 → amount 9.99 GBP
100美元 → amount 100.00 USD
五十美金 → amount 50.00 USD
200港币 → amount 200.00 HKD
三百欧元 → amount 300.00 EUR
一块去吧 →
# Dates
前天晚上 → date 2026-11-19; time 19:00
昨晚八点 → date 2026-11-20; time 20:00
今早9点 → date 2026-11-21; time 09:00
下周三上午 → date 2026-11-25; time 09:00
上个月底 → date 2026-10-31
下个月初 → date 2026-12-01
上月底 → date 2026-10-31
这个月末 → date 2026-11-30
年底 → date 2026-12-31
去年底 → date 2025-12-31
明年初 → date 2027-01-01
周日下午 → date 2026-11-22; time 14:00
星期五 → date 2026-11-27
下礼拜一 → date 2026-11-23
上上周日 → date 2026-11-08
十二月二十四日 → date 2026-12-24
12月24号 → date 2026-12-24
2027年1月1日 → date 2027-01-01
2026.11.30 → date 2026-11-30
11/30 → date 2026-11-30
五天前 → date 2026-11-16
两周后 → date 2026-12-05
三个月前 → date 2026-08-21
大后天早上 → date 2026-11-24; time 08:00
next Wednesday morning → date 2026-11-25; time 09:00
this Friday → date 2026-11-27
yesterday evening → date 2026-11-20; time 19:00
tomorrow at 5pm → date 2026-11-22; time 17:00
on December 3 → date 2026-12-03
3 Dec → date 2026-12-03
Jan 5th → date 2027-01-05
two days ago → date 2026-11-19
in 3 days → date 2026-11-24
a week ago → date 2026-11-14
the day before yesterday → date 2026-11-19
last Monday → date 2026-11-16
by Thursday → date 2026-11-26
2026年13月1日 → 
# Spans
五一期间 → date_range 2027-05-01/2027-05-05
今年五一 → date_range 2026-05-01/2026-05-05
国庆前后 → date_range 2026-09-28/2026-10-10
国庆节 → date_range 2026-10-01/2026-10-07
去年国庆 → date_range 2025-10-01/2025-10-07
春节期间发货吗 → date_range 2027-02-05/2027-02-12
元旦 → date_range 2027-01-01/2027-01-03
元旦之前能到吗 → date_range 2026-12-25/2026-12-31
中秋节 → date_range 2026-09-25/2026-09-27
端午 → date_range 2026-06-19/2026-06-21
双十一买的 → date_range 2026-11-01/2026-11-11
双11 → date_range 2026-11-01/2026-11-11
双12有活动吗 → date_range 2026-12-12/2026-12-12
圣诞节 → date_range 2026-12-25/2026-12-25
during Christmas → date_range 2026-12-25/2026-12-25
before Chinese New Year → date_range 2027-02-05/2027-02-12
over the National Day → date_range 2026-10-01/2026-10-07
这周 → date_range 2026-11-16/2026-11-22
下周 → date_range 2026-11-23/2026-11-29
上周末 → date_range 2026-11-14/2026-11-15
下个月 → date_range 2026-12-01/2026-12-31
本月 → date_range 2026-11-01/2026-11-30
去年 → date_range 2025-01-01/2025-12-31
今年上半年 → date_range 2026-01-01/2026-06-30
下半年 → date_range 2026-07-01/2026-12-31
2025年的账单 → date_range 2025-01-01/2025-12-31
3月份的话费 → date_range 2026-03-01/2026-03-31
2025年3月 → date_range 2025-03-01/2025-03-31
近一周 → date_range 2026-11-14/2026-11-21
最近30天 → date_range 2026-10-22/2026-11-21
过去三个月 → date_range 2026-08-23/2026-11-21
11月1日至11月5日 → date_range 2026-11-01/2026-11-05
明天到后天 → date_range 2026-11-22/2026-11-23
next week → date_range 2026-11-23/2026-11-29
last month → date_range 2026-10-01/2026-10-31
next month → date_range 2026-12-01/2026-12-31
last year → date_range 2025-01-01/2025-12-31
this weekend → date_range 2026-11-21/2026-11-22
the past 2 weeks → date_range 2026-11-07/2026-11-21
Nov 1 to Nov 5 → date_range 2026-11-01/2026-11-05
# Times
凌晨两点 → time 02:00
早上八点半 → time 08:30
中午一点 → time 13:00
下午4:20 → time 16:20
晚上11点45分 → time 23:45
傍晚六点 → time 18:00
23:59 → time 23:59
8 am → time 08:00
11:30 pm → time 23:30
at noon → time 12:00
in the evening → time 19:00
# Papers and contacts
身份证号 440524198001010014 →
440524198001010013 → id_card 440524198001010013
我的身份证是440524198001010013 → id_card 440524198001010013
银行卡6228480402564890018 → bank_card 6228480402564890018
card number 5555 5555 5555 4444 → bank_card 5555555555554444
电话 0571-88157838 → phone 057188157838
8613912345678 → phone 13912345678
19912345678 → phone 19912345678
12345678901 →
mail me at a.b-c@sub.domain.cn → email a.b-c@sub.domain.cn
QQ邮箱123456@qq.com → email 123456@qq.com
http://a.cn/x?y=1 → url http://a.cn/x?y=1
# Orders and parcels
HM 1000 1002 → order HM10001002
我的单号10001002 → order HM10001002
order no. 10001002 → order HM10001002
the order HM10001002, please → order HM10001002
退货单20004001 → refund RF20004001
YT1234567890123 → tracking YT1234567890123
中通单号 75312345678901 → tracking 75312345678901
waybill 73123456789012 → tracking 73123456789012
# Fault codes, products
报错E07 → fault_code E07
出现F3 → fault_code F3
error code 105 → fault_code E105
error E-12 on the kettle → fault_code E12; product p-kettle
抽湿机和扫地机 → product p-dehumidifier; product p-vacuum
K1漏水 → product p-kettle
# Names
王先生 → person 王先生
我姓李，李女士 → person 李女士
欧阳先生您好 → person 欧阳先生
This is Emma Clarke speaking → person Emma Clarke
I'm Tom Li → person Tom Li
I'm very angry →
Mr. Smith → person Mr. Smith
联系人：陈晨 → person 陈晨
收货人是诸葛亮，电话13912345678 → person 诸葛亮; phone 13912345678
# Places in a list, quantities
第十个 → ordinal 10
第2条 → ordinal 2
the fourth option → ordinal 4
the 2nd item → ordinal 2
五件 → number 5
两位 → number 2
一百个 → number 100
3 boxes → number 3
seven → number 7
十二 → number 12
`
const CASES = TABLE.split('\n').filter((line) => line.trim() && !line.startsWith('#'))

test('every line of the table is found so', () => {
  const wrong = CASES.flatMap((line) => {
    const [text, expected] = line.split('→').map((part) => part.trim()) as [string, string]
    const found = find(text, now)
    for (const { start, end, text: own } of found) assert.equal(text.slice(start, end), own)
    const got = found.map(({ kind, value }) => `${kind} ${value}`).join('; ')
    return got === expected ? [] : [`${text}: ${got || '(nothing)'} instead of ${expected || '(nothing)'}`]
  })
  assert.deepEqual(wrong, [])
  assert.ok(CASES.length >= 200)
})

test('order numbers have the shapes of the company', () => {
  const own = buildEntities(
    [],
    [
      { kind: 'order', like: 'JD-2026-000123' },
      { kind: 'order', like: '202611210000123' },
      { kind: 'refund', like: 'TK000123' },
    ],
  )
  const read = (text: string) =>
    own(text, now)
      .map(({ kind, value }) => `${kind} ${value}`)
      .join('; ')
  assert.equal(read('jd2025 111222 到了吗'), 'order JD2025111222')
  assert.equal(read('订单202611219999999'), 'order 202611219999999')
  assert.equal(read('202611219999999'), 'order 202611219999999')
  assert.equal(read('退款单TK000999'), 'refund TK000999')
  assert.equal(read('HM10001002'), '')
})
