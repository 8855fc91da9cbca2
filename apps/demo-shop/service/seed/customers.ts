import type { Address, Customer } from '../contract.ts'

export interface SeedCustomer extends Customer {
  /** who they are in one line, for the sign-in page */
  who: { zh: string; en: string }
  address: Address
}

type Person = [id: string, name: string, phone: string, tier: Customer['tier']]
type Place = [province: string, city: string, district: string, detail: string]

function customer(
  [id, name, phone, tier]: Person,
  [province, city, district, detail]: Place,
  rest: Pick<SeedCustomer, 'email' | 'birthday' | 'memberSince' | 'totalSpent' | 'who'>,
): SeedCustomer {
  const language = id === 'c-emma' ? 'en' : 'zh'
  const place = city.replace(/市$/, '')
  return {
    id,
    name,
    phone,
    tier,
    city: place,
    language,
    ...rest,
    address: { name, phone, province, city, district, detail },
  }
}

export const customers: SeedCustomer[] = [
  customer(['c-lin', '林婉清', '13800010001', 'vip'], ['上海市', '上海市', '徐汇区', '衡山路 88 弄 6 号 1202 室'], {
    email: 'lin.wanqing@example.com',
    birthday: '1988-05-16',
    memberSince: '2021-03-08',
    totalSpent: 28640,
    who: {
      zh: '老会员，家里的小家电几乎都在这里买的',
      en: 'A VIP who buys nearly all her appliances here',
    },
  }),
  customer(
    ['c-zhou', '周德福', '13800010002', 'regular'],
    ['四川省', '成都市', '青羊区', '草堂路 15 号 2 栋 3 单元 301'],
    {
      email: 'zhou.defu@example.com',
      birthday: '1951-11-02',
      memberSince: '2023-01-20',
      totalSpent: 658,
      who: {
        zh: '74 岁，电饭煲最近老显示 E102',
        en: '74 years old; his rice cooker keeps showing E102',
      },
    },
  ),
  customer(['c-xu', '许一诺', '13800010003', 'regular'], ['浙江省', '杭州市', '西湖区', '文三路 478 号 5 幢 702'], {
    email: 'xu.yinuo@example.com',
    birthday: '2001-08-24',
    memberSince: '2026-01-05',
    totalSpent: 298,
    who: { zh: '第一次在这里下单，还没有发货', en: 'Her very first order, not shipped yet' },
  }),
  customer(['c-chen', '陈思远', '13800010004', 'silver'], ['江苏省', '南京市', '鼓楼区', '中山北路 201 号 9 幢 1104'], {
    email: 'chen.siyuan@example.com',
    birthday: '1993-02-11',
    memberSince: '2023-09-14',
    totalSpent: 3120,
    who: { zh: '吹风机正在退货，等仓库验货', en: 'Returning a hair dryer, waiting for inspection' },
  }),
  customer(['c-wang', '王建国', '13800010005', 'gold'], ['广东省', '广州市', '天河区', '体育西路 109 号 A 座 1803'], {
    email: 'wang.jianguo@example.com',
    birthday: '1976-06-30',
    memberSince: '2022-05-01',
    totalSpent: 8960,
    who: {
      zh: '上周投诉过送货晚，这一单又延误了',
      en: 'Complained about a late parcel last week; this one is late too',
    },
  }),
  customer(
    ['c-emma', 'Emma Clarke', '13800010006', 'regular'],
    ['北京市', '北京市', '朝阳区', '工人体育场北路 21 号永利国际 3 单元 1506'],
    {
      email: 'emma.clarke@example.com',
      birthday: '1990-12-03',
      memberSince: '2024-07-22',
      totalSpent: 2898,
      who: { zh: '说英语，住在北京', en: 'Speaks English, lives in Beijing' },
    },
  ),
  customer(
    ['c-zhao', '赵敏', '13800010007', 'silver'],
    ['湖北省', '武汉市', '武昌区', '中北路 166 号东湖国际 7 栋 2501'],
    {
      email: 'zhao.min@example.com',
      birthday: '1985-04-19',
      memberSince: '2022-11-11',
      totalSpent: 5480,
      who: { zh: '买过很多次，退过也取消过', en: 'Many orders, some returned, one cancelled' },
    },
  ),
]
