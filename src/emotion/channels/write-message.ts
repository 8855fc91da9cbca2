import type { Alert } from '#emotion/alerts/contract.ts'
import type { Outgoing } from '#emotion/channels/outgoing.ts'
import { maskName, maskText } from '#governance/mask.ts'

/** How many alerts one message lists; the rest is a number and a link. */
const LISTED = 8

type Locale = 'zh' | 'en'

/**
 * What a group hears of alerts: who (masked), how he feels, what moved it, a link; never what was written. Several that
 * wait become one message.
 */
export function writeMessage(alerts: readonly Alert[], locale: Locale, publicUrl: string): Outgoing {
  const words = WORDS[locale]
  const critical = alerts.some(({ severity }) => severity === 'critical')
  const escalated = alerts.some(({ escalations }) => escalations > 0)
  const title = `${critical ? words.critical : words.warning}${escalated ? words.escalated : ''}${
    alerts.length > 1 ? words.several(alerts.length) : ''
  }`
  const listed = alerts.slice(0, LISTED)
  const rest = alerts.length - listed.length
  const link = (one: Alert) => `${publicUrl}/console/alerts/${one.id}`
  const markdown = listed.map((one) => `- ${lineOf(one, locale)} [${words.open}](${link(one)})`)
  const plain = listed.map((one) => `${lineOf(one, locale)}\n${link(one)}`)
  const more = rest > 0 ? [words.more(rest)] : []
  const last = `[${words.all}](${publicUrl}/console/alerts)`
  return {
    title,
    markdown: [...markdown, ...more, ...(alerts.length > 1 ? [last] : [])].join('\n'),
    plain: [...plain, ...more].join('\n\n'),
    critical,
  }
}

/** The message by which a new way out is tried. */
export function writeTest(name: string, locale: Locale): Outgoing {
  const text = WORDS[locale].test(name)
  return { title: WORDS[locale].testTitle, markdown: text, plain: text, critical: false }
}

function lineOf({ customerName, tier, emotion, warning, escalations }: Alert, locale: Locale): string {
  const words = WORDS[locale]
  const spoken = emotion.because.filter(({ kind }) => kind === 'word').map(({ text }) => maskText(text).masked)
  const percent = (share: number) => `${Math.round(share * 100)}%`
  return [
    `${maskName(customerName) || words.visitor}${tier === 'regular' ? '' : ` (${tier.toUpperCase()})`}`,
    `${words.labels[emotion.label]} · ${words.levels[emotion.level]}`,
    warning.rule === 'level' ? '' : words.share(percent(warning.from), percent(warning.to)),
    warning.predicted === null ? '' : words.predicted(percent(warning.predicted)),
    spoken.length ? words.said(spoken.slice(0, 3).join(locale === 'zh' ? '、' : ', ')) : '',
    escalations ? words.unclaimed(escalations) : '',
  ]
    .filter(Boolean)
    .join(locale === 'zh' ? '，' : ', ')
}

const WORDS = {
  zh: {
    critical: '客户情绪严重预警',
    warning: '客户情绪预警',
    escalated: '（已升级）',
    several: (n: number) => `：${n} 位客户`,
    open: '查看并认领',
    all: '查看全部预警',
    more: (n: number) => `还有 ${n} 条`,
    visitor: '访客',
    share: (from: string, to: string) => `负面消息占比 ${from} → ${to}`,
    predicted: (score: string) => `按趋势即将达到 ${score}`,
    said: (words: string) => `情绪词：${words}`,
    unclaimed: (n: number) => `第 ${n} 次升级，仍无人认领`,
    testTitle: '应和：测试消息',
    test: (name: string) => `“${name}”已接通。客户情绪恶化时，会在这里提醒您。`,
    labels: {
      ...{ anger: '愤怒', anxiety: '焦虑', dissatisfaction: '不满', disappointment: '失望', sadness: '难过' },
      ...{ fear: '担心', surprise: '惊讶', gratitude: '感谢', joy: '高兴', neutral: '平静' },
    },
    levels: { none: '无', low: '轻', medium: '中', high: '重' },
  },
  en: {
    critical: 'Customer very upset',
    warning: 'Customer getting upset',
    escalated: ' (escalated)',
    several: (n: number) => `: ${n} customers`,
    open: 'Open and claim',
    all: 'All alerts',
    more: (n: number) => `and ${n} more`,
    visitor: 'Visitor',
    share: (from: string, to: string) => `negative messages ${from} → ${to}`,
    predicted: (score: string) => `heading for ${score}`,
    said: (words: string) => `words: ${words}`,
    unclaimed: (n: number) => `escalated ${n}×, nobody has claimed it`,
    testTitle: 'Yinghe: test message',
    test: (name: string) => `"${name}" is connected. You will hear here when a customer gets upset.`,
    labels: {
      ...{ anger: 'anger', anxiety: 'anxiety', dissatisfaction: 'dissatisfaction', disappointment: 'disappointment' },
      ...{
        sadness: 'sadness',
        fear: 'fear',
        surprise: 'surprise',
        gratitude: 'gratitude',
        joy: 'joy',
        neutral: 'calm',
      },
    },
    levels: { none: 'none', low: 'low', medium: 'medium', high: 'high' },
  },
}
