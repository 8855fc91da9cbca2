import type { Store } from '../../kit/service/store.ts'
import type { Policy } from './claims.ts'
import { chinaDay, chinaTime, type Flight, type Stay, saveTrip } from './trips.ts'

type NewFlight = Pick<Flight, 'id' | 'customerId' | 'name' | 'nameEn' | 'departAt' | 'passenger' | 'fare'> &
  Partial<Flight>
type NewStay = Pick<Stay, 'id' | 'customerId' | 'name' | 'nameEn' | 'departAt' | 'nights' | 'nightPrice'> &
  Partial<Stay>

export function seed(store: Store, now: Date): void {
  const on = (days: number, time: string) => `${chinaDay(now, days)}T${time}`
  for (const one of flights(now, on)) saveTrip(store, flight(one))
  for (const one of stays(on)) saveTrip(store, stay(one))
  for (const one of policies(now)) store.put('policy', one.id, one, one.customerId, one.at)
}

const flight = (one: NewFlight): Flight => ({
  ...{ kind: 'flight', status: 'ticketed', fareType: 'standard', tax: 70, amount: one.fare + (one.tax ?? 70) },
  ...{ flightNo: 'YY1614', plannedAt: one.departAt, seat: '', baggageKg: 20 },
  ...{ running: 'on_time', delayHours: 0, reason: 'none' },
  ...one,
})

const stay = (one: NewStay): Stay => ({
  ...{ kind: 'hotel', status: 'confirmed', room: '高级大床房', roomEn: 'Superior double room' },
  ...{ amount: one.nights * one.nightPrice, policy: 'free' },
  ...one,
})

const lin = { customerId: 'c-lin', passenger: '林婉清' }
const chen = { customerId: 'c-chen', passenger: '陈思远' }
const emma = { customerId: 'c-emma', passenger: 'Emma Clarke' }

const flights = (now: Date, on: (days: number, time: string) => string): NewFlight[] => [
  {
    ...lin,
    id: 'XY20010001',
    name: '上海虹桥 → 成都天府',
    nameEn: 'Shanghai Hongqiao → Chengdu Tianfu',
    departAt: on(5, '08:30'),
    fare: 1000,
    flightNo: 'YY1608',
  },
  {
    ...lin,
    id: 'XY20010002',
    name: '上海浦东 → 三亚凤凰',
    nameEn: 'Shanghai Pudong → Sanya Phoenix',
    departAt: on(20, '19:45'),
    fare: 460,
    fareType: 'saver',
    flightNo: 'YY1619',
  },
  {
    ...lin,
    id: 'XY20010004',
    name: '北京首都 → 上海虹桥',
    nameEn: 'Beijing Capital → Shanghai Hongqiao',
    departAt: on(-10, '09:10'),
    fare: 1230,
    status: 'flown',
    seat: '18A',
  },
  {
    customerId: 'c-zhou',
    passenger: '周德福',
    id: 'XY20020001',
    name: '重庆江北 → 桂林两江',
    nameEn: 'Chongqing Jiangbei → Guilin Liangjiang',
    departAt: on(1, '14:20'),
    fare: 600,
  },
  {
    customerId: 'c-xu',
    passenger: '许一诺',
    id: 'XY20030002',
    name: '杭州萧山 → 厦门高崎',
    nameEn: 'Hangzhou Xiaoshan → Xiamen Gaoqi',
    departAt: on(9, '14:20'),
    fare: 800,
  },
  {
    ...chen,
    id: 'XY20040001',
    name: '广州白云 → 南京禄口',
    nameEn: 'Guangzhou Baiyun → Nanjing Lukou',
    departAt: chinaTime(now, -20),
    plannedAt: chinaTime(now, -25),
    fare: 880,
    status: 'flown',
    running: 'delayed',
    delayHours: 5,
    reason: 'airline',
  },
  {
    ...chen,
    id: 'XY20040002',
    name: '上海浦东 → 重庆江北',
    nameEn: 'Shanghai Pudong → Chongqing Jiangbei',
    departAt: chinaTime(now, 20),
    fare: 900,
    running: 'cancelled',
    reason: 'weather',
  },
  {
    customerId: 'c-wang',
    passenger: '王建国',
    id: 'XY20050002',
    name: '武汉天河 → 昆明长水',
    nameEn: 'Wuhan Tianhe → Kunming Changshui',
    departAt: on(6, '14:20'),
    fare: 700,
    status: 'refunded',
  },
  {
    ...emma,
    id: 'XY20060001',
    name: '上海浦东 → 新加坡樟宜',
    nameEn: 'Shanghai Pudong → Singapore Changi',
    departAt: on(12, '14:20'),
    fare: 2400,
    tax: 380,
    fareType: 'flex',
    baggageKg: 30,
  },
  {
    ...emma,
    id: 'XY20060003',
    name: '西安咸阳 → 上海浦东',
    nameEn: "Xi'an Xianyang → Shanghai Pudong",
    departAt: on(-5, '19:45'),
    fare: 950,
    status: 'flown',
    seat: '12C',
  },
  {
    customerId: 'c-zhao',
    passenger: '赵敏',
    id: 'XY20070001',
    name: '长沙黄花 → 青岛胶东',
    nameEn: 'Changsha Huanghua → Qingdao Jiaodong',
    departAt: on(7, '19:45'),
    fare: 390,
    fareType: 'saver',
  },
]

const stays = (on: (days: number, time: string) => string): NewStay[] => [
  {
    customerId: 'c-lin',
    id: 'XY20010003',
    name: '成都锦江云舍酒店',
    nameEn: 'Jinjiang Cloud House, Chengdu',
    departAt: on(5, '14:00'),
    nights: 2,
    nightPrice: 520,
  },
  {
    customerId: 'c-xu',
    id: 'XY20030001',
    name: '杭州西溪云栖度假酒店',
    nameEn: 'Xixi Cloud Resort, Hangzhou',
    departAt: on(3, '14:00'),
    nights: 1,
    nightPrice: 680,
    policy: 'strict',
  },
  {
    customerId: 'c-wang',
    id: 'XY20050001',
    name: '昆明翠湖行云酒店',
    nameEn: 'Green Lake Xingyun Hotel, Kunming',
    departAt: on(0, '14:00'),
    nights: 3,
    nightPrice: 400,
  },
  {
    customerId: 'c-emma',
    id: 'XY20060002',
    name: '新加坡滨海云顶酒店',
    nameEn: 'Marina Cloud Hotel, Singapore',
    departAt: on(12, '14:00'),
    nights: 3,
    nightPrice: 900,
  },
]

function policies(now: Date): Policy[] {
  const at = now.toISOString()
  return [
    {
      id: 'BX40010001',
      customerId: 'c-chen',
      name: '航班延误险（广州 → 南京）',
      nameEn: 'Flight delay cover (Guangzhou → Nanjing)',
      tripId: 'XY20040001',
      covers: ['delay', 'baggage'],
      at,
    },
    {
      id: 'BX60010001',
      customerId: 'c-emma',
      name: '境内旅行险（西安 → 上海）',
      nameEn: "Domestic travel cover (Xi'an → Shanghai)",
      tripId: 'XY20060003',
      covers: ['delay', 'baggage', 'medical'],
      at,
    },
  ]
}
