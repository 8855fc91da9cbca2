import { SITE } from '#customers/identify.ts'
import { insertCustomer, insertIdentity } from '#customers/queries.ts'
import type { Tx } from '#platform/db/open.ts'

type Person = [
  id: string,
  name: string,
  tier: string,
  city: string,
  birthday: string,
  phone: string,
  email: string,
  tags?: [tag: string, reason: string][],
]
const CAST: Person[] = [
  [
    'c-lin',
    '林婉清',
    'vip',
    '上海',
    '1988-05-16',
    '13800010001',
    'lin.wanqing@example.com',
    [['老客户', '近一年下单多次']],
  ],
  [
    'c-zhou',
    '周德福',
    'regular',
    '成都',
    '1951-11-02',
    '13800010002',
    'zhou.defu@example.com',
    [['长辈', '74 岁，请放慢节奏、多确认']],
  ],
  ['c-xu', '许一诺', 'regular', '杭州', '2001-08-24', '13800010003', 'xu.yinuo@example.com', [['新客', '第一次下单']]],
  [
    'c-chen',
    '陈思远',
    'silver',
    '南京',
    '1993-02-11',
    '13800010004',
    'chen.siyuan@example.com',
    [['退货中', '吹风机退货验货中']],
  ],
  [
    'c-wang',
    '王建国',
    'gold',
    '广州',
    '1976-06-30',
    '13800010005',
    'wang.jianguo@example.com',
    [['近期投诉', '上周投诉送货晚']],
  ],
  [
    'c-emma',
    'Emma Clarke',
    'regular',
    '北京',
    '1990-12-03',
    '13800010006',
    'emma.clarke@example.com',
    [['English', 'Speaks English only']],
  ],
  ['c-zhao', '赵敏', 'silver', '武汉', '1985-04-19', '13800010007', 'zhao.min@example.com'],
]

/** The demo shop's customers. Leaves one that is there already alone. */
export async function seedCustomers(tx: Tx): Promise<void> {
  const at = new Date().toISOString()
  for (const [id, name, tier, city, birthday, phone, email, tags = []] of CAST) {
    await insertCustomer(tx, {
      id,
      name,
      externalId: id,
      tier,
      language: id === 'c-emma' ? 'en' : 'zh',
      verified: true,
      elderly: id === 'c-zhou',
      tags: tags.map(([tag, reason]) => ({ tag, source: 'manual', reason, at })),
      attributes: { city, birthday, phone, email },
    })
    await insertIdentity(tx, SITE, id, id)
  }
}
