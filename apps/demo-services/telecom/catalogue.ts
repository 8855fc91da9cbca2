import type { Plan, ValueAdded } from './shapes.ts'

/** `[id, name, nameEn, price, dataGb, minutes, fromAge]` */
const planRows = [
  ['bh8', '安心保号', 'Keep-Number', 8, 1, 30],
  ['ax19', '银龄安心19', 'Silver 19', 19, 10, 200, 60],
  ['yx39', '云享39', 'Cloud 39', 39, 20, 100],
  ['yx59', '云享59', 'Cloud 59', 59, 40, 200],
  ['yx99', '云享99', 'Cloud 99', 99, 80, 500],
  ['yx129', '云享129', 'Cloud 129', 129, 120, 800],
] as const

export const plans: Plan[] = planRows.map(([id, name, nameEn, price, dataGb, minutes, fromAge]) => ({
  ...{ id, name, nameEn, price, dataGb, minutes },
  ...(fromAge && { fromAge }),
}))

const serviceRows = [
  ['caller-id', '来电显示', 'Caller ID', 3],
  ['missed-call', '漏话提醒', 'Missed-call alerts', 0],
  ['spam-shield', '骚扰拦截', 'Spam-call shield', 0],
  ['forwarding', '呼叫转移', 'Call forwarding', 0],
  ['intl-call', '国际长途', 'International calling', 0],
  ['video-tone', '视频彩铃', 'Video ringback tone', 6],
  ['family', '亲情通话', 'Family calls', 5],
  ['cloud', '云川云盘', 'Cloud drive', 10],
  ['video', '云川视频会员', 'Video membership', 15],
  ['data-5g', '5GB加油包', '5 GB data pack', 15],
  ['data-20g', '20GB加油包', '20 GB data pack', 40],
] as const

/** Packs of data are paid once and last until the end of the month. */
export const services: ValueAdded[] = serviceRows.map(([id, name, nameEn, price]) => ({
  ...{ id, name, nameEn, price },
  once: id.startsWith('data-'),
}))

/** Roaming packs by region: yuan for one day and for seven. */
export const roaming = {
  hmt: { name: '中国港澳台', nameEn: 'Hong Kong, Macao and Taiwan', day: 18, week: 88 },
  asia: { name: '日韩及东南亚', nameEn: 'Japan, Korea and South-East Asia', day: 25, week: 128 },
  europe: { name: '欧洲', nameEn: 'Europe', day: 30, week: 158 },
  america: { name: '美国、加拿大', nameEn: 'the USA and Canada', day: 30, week: 158 },
  oceania: { name: '澳大利亚、新西兰', nameEn: 'Australia and New Zealand', day: 30, week: 158 },
} as const
export type Region = keyof typeof roaming
