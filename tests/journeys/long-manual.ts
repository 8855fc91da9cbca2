import { makeDocx } from '../../src/knowledge/import/testing.ts'

const THINGS = [
  ...['榨汁杯', '电陶炉', '挂烫机', '洗地机', '豆浆机', '电饼铛', '厨师机', '净水壶', '煮蛋器', '养生壶'],
  ...['电炖锅', '面包机', '酸奶机', '绞肉机', '蒸汽拖把', '除螨仪', '暖风机', '电热毯', '足浴盆', '筋膜枪'],
]
const TOPICS = [
  ['怎么拆下来清洗', '先断电放凉，取下可拆的部件，用温水加中性洗涤剂清洗后擦干。'],
  ['第一次用要注意什么', '先撕掉保护膜，空机运行一次，把出厂留下的味道散掉。'],
  ['工作时声音大正常吗', '正常声音在说明书标明的范围内；出现尖锐的摩擦声请立即停用。'],
  ['插上电没有反应怎么办', '先换一个插座，再检查盖子有没有扣紧，仍无反应请报修。'],
  ['多久要换一次耗材', '每天使用的话，建议按下面的周期更换耗材。'],
  ['保修期内哪些情况要收费', '人为损坏、进水、自行拆修不在免费保修范围内。'],
  ['长期不用怎么存放', '清洗晾干后装回原包装，放在干燥通风的地方。'],
  ['能不能放进洗碗机', '只有标明可机洗的部件能放进洗碗机，主机不能进水。'],
  ['怎么看生产批次', '批次印在机身底部的铭牌上，共十二位。'],
  ['预约功能怎么设置', '按一次预约键，用加减键选择小时数，再按开始键确认。'],
] as const

/** The question that stands on one page, and what only that page's answer says. */
export const questionOf = (page: number): string =>
  `${THINGS[Math.floor(page / TOPICS.length) % THINGS.length]}${TOPICS[page % TOPICS.length]?.[0]}`
export const markOf = (page: number): string => `服务代号 S${String(1000 + page * 7)}`

export const PAGES = THINGS.length * TOPICS.length

/**
 * A Word document of so many pages, a question and its answer on each. The last is one that the shop's own articles
 * already answer otherwise.
 */
export function makeLongManual(pages = PAGES): Promise<Buffer> {
  const lines = ['# 禾木生活售后手册']
  for (let page = 0; page < pages; page++) {
    const answer = TOPICS[page % TOPICS.length]?.[1] ?? ''
    lines.push(...(page > 0 ? ['---'] : []), `## ${questionOf(page)}？`)
    lines.push(`${answer}报修时请告诉客服${markOf(page)}。`, '如有疑问，请联系在线客服，工作时间每天 9:00 至 21:00。')
  }
  lines.push('---', '## 支持七天无理由吗？', '签收后 30 天内，商品完好就可以无理由退。')
  return makeDocx(lines)
}

/** A table with a row that has a question and no answer. */
export const BROKEN_TABLE = '问题,答案\n榨汁杯送收纳袋吗,送一个帆布收纳袋。\n榨汁杯有几种颜色,\n'
